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

    private static boolean takesSlices(String version) {
        String[] numbers = version.split("[^0-9]", 3);
        int major = Integer.parseInt(numbers[0]);
        return major > 6 || (major == 6 && Integer.parseInt(numbers[1]) >= 12);
    }

    @Test
    void onlyThreadsOfThatNameGetOne() throws Exception {
        Path self = Path.of("/proc/thread-self");
        assumeTrue(Files.exists(self) && Files.exists(Path.of("/proc/self/sched")), "a Linux that tells of slices");
        String mine = Files.readSymbolicLink(self).toString();
        assumeTrue(!slice(mine).isEmpty(), "a Linux that has slices");
        assumeTrue(takesSlices(System.getProperty("os.version")), "a Linux that takes slices, from 6.12 on");
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
