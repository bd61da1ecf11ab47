package io.fusioncache.server.query;

import io.fusioncache.server.buffer.MessageBytes;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.function.LongSupplier;

/**
 * What {@link BulkStoreBenchmark} measures, in turns and by the processor time of the thread: for machines where other
 * programs run. The collector's threads are not counted.
 */
public final class BulkCompare {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private BulkCompare() {}

    /** Prints the medians and their ratio. Arguments: how many objects, and how many rounds. */
    public static void main(String[] arguments) {
        int objects = Integer.parseInt(arguments[0]);
        int rounds = Integer.parseInt(arguments[1]);
        MessageBytes message = BulkText.of(objects, BulkStoreBenchmark.VALUE_LENGTH, "\"_rsp\":\"none\",");
        BulkStoreBenchmark benchmark = new BulkStoreBenchmark();
        benchmark.use(message);
        double[] walks = new double[rounds];
        double[] stores = new double[rounds];
        for (int round = 0; round < rounds; round++) {
            System.gc();
            walks[round] = nanos(benchmark::jacksonWalk) / objects;
            stores[round] = nanos(benchmark::store) / objects;
        }
        Arrays.sort(walks);
        Arrays.sort(stores);
        double walk = walks[rounds / 2];
        double store = stores[rounds / 2];
        System.out.printf("nanoseconds an object: walk %.0f, STORE %.0f, ratio %.2f%n", walk, store, store / walk);
    }

    private static double nanos(LongSupplier work) {
        long begin = THREADS.getCurrentThreadCpuTime();
        if (work.getAsLong() < 0) {
            throw new IllegalStateException("nothing was done");
        }
        return THREADS.getCurrentThreadCpuTime() - begin;
    }
}
