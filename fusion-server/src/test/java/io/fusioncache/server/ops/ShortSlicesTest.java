package io.fusioncache.server.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Threads that Linux is asked to let run soon. */
class ShortSlicesTest {
    private final CountDownLatch end = new CountDownLatch(1);

    /** What Linux tells of the thread's slice, or an empty text where it tells nothing. */
    private static String slice(String thread) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + thread + "/sched")).stream()
                .filter(line -> line.startsWith("se.slice"))
                .findFirst()
                .orElse("");
    }

    @Test
    void onlyThreadsOfThatNameGetOne() throws Exception {
        Path self = Path.of("/proc/thread-self");
        assumeTrue(Files.exists(self) && Files.exists(Path.of("/proc/self/sched")), "a Linux that tells of slices");
        String mine = Files.readSymbolicLink(self).toString();
        assumeTrue(!slice(mine).isEmpty(), "a Linux that has slices");
        CountDownLatch begun = new CountDownLatch(1);
        StringBuilder other = new StringBuilder();
        Thread thread = Thread.ofPlatform().name("slice-test 1").start(() -> {
            try {
                other.append(Files.readSymbolicLink(self));
                begun.countDown();
                end.await();
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        begun.await();
        String before = slice(mine);
        assertEquals(1, ShortSlices.give("slice-test"));
        assertTrue(slice(other.toString()).strip().endsWith(" 100000"), slice(other.toString()));
        assertEquals(before, slice(mine));
        end.countDown();
        thread.join();
    }

    @Test
    void noThreadOfThatNameIsNoFault() {
        assertEquals(0, ShortSlices.give("nobody"));
    }
}
