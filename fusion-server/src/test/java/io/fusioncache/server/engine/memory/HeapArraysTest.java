package io.fusioncache.server.engine.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

class HeapArraysTest {
    private static final long MIB = 1 << 20;

    @Test
    void arraysAreAligned() {
        assertEquals(16, HeapArrays.bytes(0, MIB));
        assertEquals(24, HeapArrays.bytes(1, MIB));
        assertEquals(24, HeapArrays.bytes(8, MIB));
        assertEquals(32, HeapArrays.bytes(9, MIB));
    }

    @Test
    void anArrayLongerThanHalfARegionTakesWholeOnes() {
        assertEquals(MIB / 2, HeapArrays.bytes(MIB / 2 - 16, MIB));
        assertEquals(MIB, HeapArrays.bytes(MIB / 2 - 15, MIB));
        assertEquals(MIB, HeapArrays.bytes(MIB - 16, MIB));
        assertEquals(2 * MIB, HeapArrays.bytes(MIB, MIB));
        assertEquals(101 * MIB, HeapArrays.bytes(100 * MIB, MIB));
        assertEquals(2L << 30, HeapArrays.bytes(Integer.MAX_VALUE - 16, MIB));
    }

    @Test
    void regionsAreThoseOfTheCollector() {
        assertEquals(MIB, HeapArrays.region(96 * MIB));
        assertEquals(MIB, HeapArrays.region(2048 * MIB));
        assertEquals(2 * MIB, HeapArrays.region(2049 * MIB));
        assertEquals(8 * MIB, HeapArrays.region(12 * 1024 * MIB));
        assertEquals(32 * MIB, HeapArrays.region(1024 * 1024 * MIB));
        long region = Long.parseLong(ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                .getVMOption("G1HeapRegionSize")
                .getValue());
        assertTrue(
                region == 0 || region == HeapArrays.region(Runtime.getRuntime().maxMemory()),
                () -> "the collector's regions are of " + region);
    }
}
