package io.fusioncache.server.net.order;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fusioncache.server.buffer.AnswerBuffer;
import io.fusioncache.server.buffer.AnswerParts;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which memory the parts of a long answer are written to. */
@Timeout(30)
class AnswerInPartsTest {
    private static final int PART_BYTES = 500_000;

    private final QueryPool pool = new QueryPool(1);
    private final AtomicLong charged = new AtomicLong();
    private final AnswerBuffer buffer = new AnswerBuffer(charged::addAndGet);
    private final BlockingQueue<AnswerBuffer> parts = new ArrayBlockingQueue<>(10);
    private final LongAnswer answer = new LongAnswer(pool, pool.newLane(), buffer, new Endless(), null);

    @AfterEach
    void close() throws InterruptedException {
        answer.close();
        pool.close(TimeUnit.SECONDS.toNanos(5));
    }

    /** Each part is made of its number. */
    private final class Endless implements AnswerParts {
        private int number;

        @Override
        public void write() {
            number++;
            buffer.put(bytes(number));
        }

        @Override
        public boolean hasMore() {
            return true;
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }

    private static byte[] bytes(int number) {
        byte[] bytes = new byte[PART_BYTES];
        Arrays.fill(bytes, (byte) number);
        return bytes;
    }

    private AnswerBuffer next(long unsent) throws InterruptedException {
        answer.next(unsent, (part, last) -> parts.add(part), failure -> {
            throw failure;
        });
        return parts.take();
    }

    private static Set<byte[]> chunks(AnswerBuffer part) {
        Set<byte[]> chunks = Collections.newSetFromMap(new IdentityHashMap<>());
        for (ByteBuffer chunk : part.toByteBuffers()) {
            assertEquals(0, chunk.arrayOffset());
            chunks.add(chunk.array());
        }
        return chunks;
    }

    private static int common(Set<byte[]> one, Set<byte[]> other) {
        return (int) one.stream().filter(other::contains).count();
    }

    @Test
    void theMemoryOfPartsThatAreGoneIsUsedAgain() throws InterruptedException {
        Set<byte[]> first = chunks(next(0));
        AnswerBuffer second = next(0);
        assertArrayEquals(bytes(2), second.toByteArray());
        assertTrue(common(first, chunks(second)) >= PART_BYTES / (64 * 1024) - 1);
    }

    @Test
    void whatMayStillBeReadIsLeftAlone() throws InterruptedException {
        AnswerBuffer first = next(0);
        AnswerBuffer second = next(1);
        assertArrayEquals(bytes(1), first.toByteArray());
        Set<byte[]> ofFirst = chunks(first);
        AnswerBuffer third = next(PART_BYTES);
        assertArrayEquals(bytes(2), second.toByteArray());
        assertArrayEquals(bytes(3), third.toByteArray());
        assertEquals(0, common(chunks(second), chunks(third)));
        assertFalse(Collections.disjoint(ofFirst, chunks(third)));
    }

    @Test
    void partsAreChargedAsIfTheirMemoryWereNew() throws InterruptedException {
        AnswerBuffer first = next(0);
        long ofOne = charged.get();
        assertEquals(first.charged(), ofOne);
        charged.addAndGet(-ofOne); // Whoever sends a part gives its charge back.
        AnswerBuffer second = next(0);
        assertEquals(ofOne, charged.get());
        assertEquals(ofOne, second.charged());
    }
}
