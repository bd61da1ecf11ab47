package io.fusioncache.server.engine.memory;

/**
 * How many bytes of the heap an array takes. The collector that Fusion is run with, G1, divides the heap into regions
 * and gives an array longer than half a region whole regions of its own: with a heap of 256 MiB, whose regions are of
 * one MiB, a value of 540 kB takes a MiB. An account that did not know this would let such values fill a heap to its
 * end while it believed it half empty.
 */
public final class HeapArrays {
    private static final int HEADER = 16;
    private static final long SMALLEST_REGION = 1 << 20;
    private static final long LARGEST_REGION = 32 << 20;
    private static final int REGIONS = 2048;
    /**
     * Where regions are of another size than G1 would choose, the launcher says so; asking Java takes long at a start.
     */
    private static final long REGION =
            Long.getLong("fusion.heapRegionBytes", region(Runtime.getRuntime().maxMemory()));

    private HeapArrays() {}

    /**
     * The size of a region as G1 chooses it, when {@code -XX:G1HeapRegionSize} does not.
     *
     * @param heap the largest that the heap may become, in bytes
     */
    static long region(long heap) {
        long wanted = Math.clamp(heap / REGIONS, SMALLEST_REGION, LARGEST_REGION);
        long below = Long.highestOneBit(wanted);
        return below == wanted ? wanted : 2 * below;
    }

    /** What an array of so many bytes takes. O(1). */
    public static long bytes(long length) {
        return bytes(length, REGION);
    }

    static long bytes(long length, long region) {
        long plain = HEADER + length + 7 & -8;
        return plain <= region / 2 ? plain : plain + region - 1 & -region;
    }
}
