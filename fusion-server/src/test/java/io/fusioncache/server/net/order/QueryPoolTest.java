package io.fusioncache.server.net.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fusioncache.server.net.TestNet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Shares of the pool. */
@Timeout(30)
class QueryPoolTest {
    private final QueryPool pool = new QueryPool(4);
    private final CountDownLatch hold = new CountDownLatch(1);
    private final AtomicInteger running = new AtomicInteger();

    @AfterEach
    void close() throws InterruptedException {
        hold.countDown();
        pool.close(TimeUnit.SECONDS.toNanos(5));
    }

    private void slow(boolean waited) {
        running.incrementAndGet();
        try {
            hold.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            running.decrementAndGet();
        }
    }

    @Test
    void oneLanesReadsTakeHalfOfTheThreads() {
        QueryPool.Lane lane = pool.newLane();
        for (int i = 0; i < 10; i++) {
            lane.read(this::slow);
        }
        TestNet.await("two run", () -> running.get() == 2);
        assertEquals(8, pool.waiting());
        QueryPool.Lane other = pool.newLane();
        other.read(this::slow);
        other.read(this::slow);
        TestNet.await("four run", () -> running.get() == 4);
        assertEquals(8, pool.waiting());
    }

    @Test
    void writesOfAllLanesTakeHalfOfTheThreads() {
        List<QueryPool.Lane> lanes = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            QueryPool.Lane lane = pool.newLane();
            lane.write(this::slow);
            lanes.add(lane);
        }
        TestNet.await("two run", () -> running.get() == 2);
        assertEquals(3, pool.waiting());
        CountDownLatch read = new CountDownLatch(1);
        lanes.getLast().read(waited -> read.countDown());
        TestNet.await("a read passes a write that waits", () -> read.getCount() == 0);
        assertEquals(2, running.get());
        CountDownLatch written = new CountDownLatch(1);
        lanes.getLast().write(waited -> written.countDown());
        hold.countDown();
        TestNet.await("all writes ran", () -> written.getCount() == 0);
    }

    @Test
    void lanesTakeTurns() throws InterruptedException {
        QueryPool single = new QueryPool(1);
        QueryPool.Lane many = single.newLane();
        QueryPool.Lane one = single.newLane();
        List<String> order = new ArrayList<>();
        many.read(this::slow);
        TestNet.await("held", () -> running.get() == 1);
        for (int i = 0; i < 5; i++) {
            many.read(waited -> order.add("many"));
        }
        one.read(waited -> order.add("one"));
        hold.countDown();
        assertTrue(single.awaitQuiet(TimeUnit.SECONDS.toNanos(10)));
        assertTrue(order.indexOf("one") <= 1, order.toString());
        assertEquals(6, order.size());
        single.close(TimeUnit.SECONDS.toNanos(5));
    }

    @Test
    void anExceptionDoesNotEndAThread() throws InterruptedException {
        QueryPool.Lane lane = pool.newLane();
        for (int i = 0; i < 8; i++) {
            lane.read(waited -> {
                throw new IllegalStateException("thrown on purpose");
            });
        }
        AtomicInteger ran = new AtomicInteger();
        for (int i = 0; i < 8; i++) {
            pool.newLane().read(waited -> ran.incrementAndGet());
        }
        assertTrue(pool.awaitQuiet(TimeUnit.SECONDS.toNanos(10)));
        assertEquals(8, ran.get());
    }

    @Test
    void itSaysWhetherAQueryHadToWait() throws InterruptedException {
        TestNet.await("threads have begun", () -> pool.size() == 4);
        List<Boolean> waits = Collections.synchronizedList(new ArrayList<>());
        for (int i = 0; i < 4; i++) {
            pool.newLane().read(this::slow);
        }
        TestNet.await("four run", () -> running.get() == 4);
        pool.newLane().read(waits::add);
        assertFalse(pool.awaitQuiet(1));
        hold.countDown();
        assertTrue(pool.awaitQuiet(TimeUnit.SECONDS.toNanos(10)));
        assertEquals(List.of(true), waits);
    }
}
