package io.fusioncache.server.engine.object;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class HashIndexTest {
    private final CountingLedger ledger = new CountingLedger();
    private final HashIndex index = new HashIndex(ledger);
    private final Map<Integer, TreeSet<Integer>> truth = new HashMap<>();

    @Test
    void holdsWhatWasEnteredAndForgetsMostOfWhatWasTakenOut() {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 200_000; i++) {
            int hash = random.nextInt(4) == 0 ? random.nextInt(10) : random.nextInt(3000) * 0x10001;
            int row = random.nextInt(50);
            TreeSet<Integer> rows = truth.computeIfAbsent(hash, key -> new TreeSet<>());
            if (random.nextInt(100) < 50) {
                if (rows.add(row)) {
                    index.add(hash, row);
                }
            } else if (rows.remove(row)) {
                index.remove(hash, row, this::holds);
            }
        }
        truth.forEach((hash, rows) -> {
            List<Integer> found = rows(hash);
            assertTrue(found.containsAll(rows), () -> rows + " are not all in " + found);
            assertEquals(found.size(), index.count(hash));
        });
        assertEquals(index.recount(), ledger.held);
        truth.forEach((hash, rows) -> {
            for (int row : List.copyOf(rows)) {
                rows.remove(row);
                index.remove(hash, row, this::holds);
            }
        });
        truth.keySet().forEach(hash -> assertTrue(index.count(hash) <= 1));
        assertEquals(index.recount(), ledger.held);
    }

    @Test
    void rowsThatAreEnteredTogetherAreAllFound() {
        SplittableRandom random = new SplittableRandom(4);
        for (int round = 0; round < 50; round++) {
            int count = random.nextInt(5000);
            int[] hashes = new int[count];
            int[] rows = new int[count];
            for (int i = 0; i < count; i++) {
                hashes[i] = random.nextInt(20_000) * 0x10001;
                rows[i] = round * 5000 + i;
                truth.computeIfAbsent(hashes[i], key -> new TreeSet<>()).add(rows[i]);
            }
            index.addAll(hashes, rows, count, random.nextInt(3) * random.nextInt(20_000));
        }
        truth.forEach((hash, rows) -> assertEquals(List.copyOf(rows), rows(hash)));
        assertEquals(index.recount(), ledger.held);
    }

    @Test
    void aTableOfEntriesThatComeAndGoStaysSmall() {
        for (int i = 0; i < 100_000; i++) {
            index.add(i, 1);
            index.remove(i, 1, (row, hash) -> false);
        }
        assertEquals(0, index.hashes().length);
        assertTrue(index.recount() < 2000, () -> index.recount() + " bytes");
        assertEquals(index.recount(), ledger.held);
    }

    /** Row 7 always stays, while its list becomes a single row and a list again and lists change their numbers. */
    @Test
    @Timeout(30)
    void aReaderNeverMissesARowThatStays() throws Exception {
        int hash = 42;
        index.add(hash, 7);
        AtomicBoolean done = new AtomicBoolean();
        try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
            Future<Integer> reading = threads.submit(() -> {
                int looks = 0;
                while (!done.get()) {
                    assertTrue(rows(hash).contains(7));
                    looks++;
                }
                return looks;
            });
            for (int i = 0; i < 50_000; i++) {
                int other = 1000 + i % 50;
                index.add(hash, 8);
                index.add(other, 1);
                index.add(other, 2);
                index.remove(hash, 8, (row, same) -> row == 7);
                index.remove(other, 1, (row, same) -> false);
                index.remove(other, 2, (row, same) -> false);
            }
            done.set(true);
            assertTrue(reading.get() > 0);
        }
        assertEquals(List.of(7), rows(hash));
        assertEquals(index.recount(), ledger.held);
    }

    private boolean holds(int row, int hash) {
        return truth.getOrDefault(hash, new TreeSet<>()).contains(row);
    }

    private List<Integer> rows(int hash) {
        RowList.Rows found = index.find(hash);
        List<Integer> rows = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            rows.add(found.rows()[i]);
        }
        return rows;
    }
}
