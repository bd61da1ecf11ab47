package io.fusioncache.server.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LogWriterTest {
    private static final long LONG = TimeUnit.SECONDS.toNanos(30);

    /** A stream that takes nothing before it is told to. */
    private static final class Held extends OutputStream {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final CountDownLatch written = new CountDownLatch(1);
        private final CountDownLatch letGo = new CountDownLatch(1);

        @Override
        public void write(int oneByte) {
            written.countDown();
            try {
                letGo.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            bytes.write(oneByte);
        }

        List<String> lines() {
            return bytes.toString(StandardCharsets.UTF_8).lines().toList();
        }
    }

    private final Held stream = new Held();
    private final LogWriter writer =
            new LogWriter(new PrintStream(stream, true, StandardCharsets.UTF_8), dropped -> dropped + " dropped");

    @Test
    void linesAreWrittenInOrder() throws InterruptedException {
        stream.letGo.countDown();
        writer.start(() -> {});
        List<String> lines = IntStream.range(0, LogWriter.MOST_WAITING)
                .mapToObj(i -> "line " + i)
                .toList();
        lines.forEach(writer::add);
        assertTrue(writer.drain(LONG));
        assertEquals(lines, stream.lines());
    }

    @Test
    void whatNobodyTakesIsDroppedAndCounted() throws InterruptedException {
        writer.start(() -> {});
        List<String> kept = IntStream.range(0, LogWriter.MOST_WAITING)
                .mapToObj(i -> "line " + i)
                .toList();
        kept.forEach(writer::add);
        stream.written.await();
        IntStream.range(0, 77).forEach(i -> writer.add("too much"));
        assertFalse(writer.drain(1), "the stream takes nothing");
        stream.letGo.countDown();
        assertTrue(writer.drain(LONG));
        List<String> written = stream.lines();
        assertEquals(List.of("line 0", "77 dropped", "line 1"), written.subList(0, 3));
        assertEquals(LogWriter.MOST_WAITING + 1, written.size());
        writer.add("later");
        assertTrue(writer.drain(LONG));
        assertEquals("later", stream.lines().getLast());
        assertEquals(
                1,
                stream.lines().stream().filter(line -> line.endsWith("dropped")).count());
    }

    @Test
    void theTickComesWithoutAnyLine() throws InterruptedException {
        Semaphore ticks = new Semaphore(0);
        stream.letGo.countDown();
        writer.start(() -> {
            writer.add("tick");
            ticks.release();
        });
        ticks.acquire(2);
        assertTrue(writer.drain(LONG));
        assertTrue(Stream.of(stream.lines()).flatMap(List::stream).anyMatch("tick"::equals));
    }
}
