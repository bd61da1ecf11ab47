package io.fusioncache.server.engine.keyspace;

import static io.fusioncache.server.engine.keyspace.Oracle.bytes;
import static io.fusioncache.server.engine.keyspace.Oracle.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fusioncache.server.engine.memory.MemoryAccount;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Several threads at one key, and at several. */
@Timeout(60)
class KeyspaceConcurrencyTest {
    private static final int THREADS = 4;

    private final MemoryAccount account = new MemoryAccount(1L << 40);
    private final Keyspace keyspace = new Keyspace(account, EvictionPolicy.ALLKEYS_LFU);

    private static void together(int threads, Callable<Void> task) throws Exception {
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            List<Future<Void>> running = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                running.add(pool.submit(task));
            }
            for (Future<Void> one : running) {
                one.get();
            }
        }
    }

    @Test
    void noIncrementIsLost() throws Exception {
        byte[] key = bytes("counter");
        together(THREADS, () -> {
            for (int i = 0; i < 20_000; i++) {
                keyspace.update(key, 20, slot -> {
                    Entry entry = slot.entry();
                    int before = entry == null ? 0 : Integer.parseInt(text(entry.value()));
                    slot.put(ValueKind.NUMBER, bytes(Integer.toString(before + 1)), Entry.NEVER);
                    return before;
                });
            }
            return null;
        });
        Entry entry = keyspace.peek(key);
        assertNotNull(entry);
        assertEquals(Integer.toString(THREADS * 20_000), text(entry.value()));
        Oracle.check(keyspace);
    }

    @Test
    void onlyOneOfManyIsFirst() throws Exception {
        List<Boolean> firsts = new ArrayList<>();
        together(THREADS, () -> {
            for (int i = 0; i < 5_000; i++) {
                byte[] key = bytes("lock:" + i);
                boolean first = keyspace.update(key, 1, slot -> {
                    boolean absent = slot.entry() == null;
                    if (absent) {
                        slot.put(ValueKind.STRING, bytes("x"), Entry.NEVER);
                    }
                    return absent;
                });
                if (first) {
                    synchronized (firsts) {
                        firsts.add(true);
                    }
                }
            }
            return null;
        });
        assertEquals(5_000, firsts.size());
    }

    @Test
    void readersOfSeveralKeysSeeNoHalf() throws Exception {
        byte[][] keys = {bytes("alpha:1"), bytes("beta:22"), bytes("gamma:333")};
        AtomicBoolean done = new AtomicBoolean();
        setAll(keys, 0);
        Thread writer = Thread.ofPlatform().start(() -> {
            for (int i = 1; !done.get(); i++) {
                setAll(keys, i);
            }
        });
        try {
            for (int i = 0; i < 50_000; i++) {
                String first = null;
                for (Entry entry : keyspace.getTogether(keys, true)) {
                    assertNotNull(entry);
                    String value = text(entry.value());
                    assertEquals(first == null ? value : first, value);
                    first = value;
                }
            }
        } finally {
            done.set(true);
            writer.join();
        }
        Oracle.check(keyspace);
    }

    private void setAll(byte[][] keys, int value) {
        keyspace.updateTogether(keys, 30, group -> {
            for (byte[] key : keys) {
                group.open(key).put(ValueKind.STRING, bytes(Integer.toString(value)), Entry.NEVER);
            }
            return true;
        });
    }

    @Test
    void whatAReaderSeesOfOneKeyNeverGoesBack() throws Exception {
        byte[] key = bytes("growing");
        AtomicBoolean done = new AtomicBoolean();
        keyspace.put(key, ValueKind.NUMBER, bytes("0"), Entry.NEVER);
        Thread writer = Thread.ofPlatform().start(() -> {
            Random random = new Random(3);
            for (int i = 1; !done.get(); i++) {
                keyspace.put(key, ValueKind.NUMBER, bytes(Integer.toString(i)), Entry.NEVER);
                keyspace.put(bytes("other:" + random.nextInt(50_000)), ValueKind.NUMBER, bytes("1"), Entry.NEVER);
                keyspace.remove(bytes("other:" + random.nextInt(50_000)));
            }
        });
        try {
            together(2, () -> {
                int last = 0;
                long version = 0;
                for (int i = 0; i < 100_000; i++) {
                    Entry entry = keyspace.get(key);
                    assertNotNull(entry, "a key that is there is found while its table is copied");
                    int value = Integer.parseInt(text(entry.value()));
                    assertTrue(value >= last && entry.version() >= version);
                    last = value;
                    version = entry.version();
                }
                return null;
            });
        } finally {
            done.set(true);
            writer.join();
        }
        Oracle.check(keyspace);
    }

    @Test
    void theAccountHoldsWhileAllEvict() throws Exception {
        account.limit(1_000_000);
        long slack = THREADS * Entry.memory(12, 100, true);
        together(THREADS, () -> {
            Random random = new Random(Thread.currentThread().threadId());
            for (int i = 0; i < 20_000; i++) {
                keyspace.put(bytes("key:" + random.nextInt(100_000)), ValueKind.STRING, new byte[100], Entry.NEVER);
                assertTrue(account.used() <= 1_000_000 + slack);
            }
            return null;
        });
        Oracle.check(keyspace);
    }

    @Test
    void renamesBothWaysDoNotWaitForEachOther() throws Exception {
        keyspace.put(bytes("first name"), ValueKind.STRING, bytes("v"), Entry.NEVER);
        together(THREADS, () -> {
            for (int i = 0; i < 5_000; i++) {
                keyspace.rename(bytes("first name"), bytes("other name"), true);
                keyspace.rename(bytes("other name"), bytes("first name"), true);
            }
            return null;
        });
        assertEquals(1, keyspace.size());
        Oracle.check(keyspace);
    }
}
