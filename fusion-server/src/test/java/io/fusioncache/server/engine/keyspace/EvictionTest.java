package io.fusioncache.server.engine.keyspace;

import static io.fusioncache.server.engine.keyspace.Oracle.bytes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fusioncache.server.engine.memory.HeapArrays;
import io.fusioncache.server.engine.memory.MemoryAccount;
import io.fusioncache.server.engine.memory.MemoryLimitException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What happens at the memory limit. */
class EvictionTest {
    private static final long LIMIT = 2_000_000;
    private static final int VALUE = 200;

    private final VirtualClock clock = new VirtualClock();
    private final MemoryAccount account = new MemoryAccount(LIMIT);

    private Keyspace keyspace(EvictionPolicy policy) {
        return new Keyspace(account, policy, clock, new Random(11)::nextInt);
    }

    private static void put(Keyspace keyspace, String key, long deadline) {
        keyspace.put(bytes(key), ValueKind.STRING, new byte[VALUE], deadline);
    }

    @ParameterizedTest
    @EnumSource(
            value = EvictionPolicy.class,
            names = {"NOEVICTION"},
            mode = EnumSource.Mode.EXCLUDE)
    void threeTimesTheLimitFits(EvictionPolicy policy) {
        Keyspace keyspace = keyspace(policy);
        long each = Entry.memory(10, VALUE, true);
        long most = 0;
        for (int i = 0; i < 3 * LIMIT / each; i++) {
            String key = String.format("key:%06d", i);
            put(keyspace, key, clock.millis() + 1_000_000 + i);
            assertNotNull(keyspace.peek(bytes(key)), "what was just written stays");
            most = Math.max(most, account.used());
            clock.advance(1);
        }
        assertTrue(most <= LIMIT, "the account was at " + most);
        assertTrue(most > LIMIT - 2 * each, "the memory is used: " + most);
        assertTrue(keyspace.counters().evicted() > 0);
        Oracle.check(keyspace);
    }

    @Test
    void noevictionRefusesAndKeeps() {
        Keyspace keyspace = keyspace(EvictionPolicy.NOEVICTION);
        int stored = 0;
        while (true) {
            try {
                put(keyspace, "key:" + stored, Entry.NEVER);
                stored++;
            } catch (MemoryLimitException full) {
                break;
            }
        }
        assertEquals(stored, keyspace.size());
        assertEquals(0, keyspace.counters().evicted());
        assertNull(keyspace.peek(bytes("key:" + stored)));
        put(keyspace, "key:0", Entry.NEVER);
        keyspace.remove(bytes("key:1"));
        put(keyspace, "key:x", Entry.NEVER);
        assertThrows(MemoryLimitException.class, () -> put(keyspace, "key:yy", Entry.NEVER));
        Oracle.check(keyspace);
    }

    @Test
    void volatilePoliciesSpareKeysWithoutDeadline() {
        Keyspace keyspace = keyspace(EvictionPolicy.VOLATILE_LRU);
        for (int i = 0; i < 3_000; i++) {
            put(keyspace, "keep:" + i, Entry.NEVER);
        }
        put(keyspace, "goes:1", clock.millis() + 1_000_000);
        assertThrows(MemoryLimitException.class, () -> {
            for (int i = 0; i < 100_000; i++) {
                put(keyspace, "more:" + i, Entry.NEVER);
            }
        });
        assertNull(keyspace.peek(bytes("goes:1")), "the only one that may go went, though it is hard to find");
        for (int i = 0; i < 3_000; i++) {
            assertNotNull(keyspace.peek(bytes("keep:" + i)));
        }
        Oracle.check(keyspace);
    }

    @Test
    void volatileTtlTakesTheNextToExpire() {
        Keyspace keyspace = keyspace(EvictionPolicy.VOLATILE_TTL);
        fill(keyspace, 4_000, 5_000);
        assertTrue(survivors(keyspace, 0, 2_000) * 2 < survivors(keyspace, 2_000, 4_000));
    }

    @Test
    void lruTakesWhatWasNotUsedForLong() {
        Keyspace keyspace = keyspace(EvictionPolicy.ALLKEYS_LRU);
        usedHalfStays(keyspace, keyspace::get);
    }

    @Test
    void lfuTakesWhatIsUsedSeldom() {
        Keyspace keyspace = keyspace(EvictionPolicy.ALLKEYS_LFU);
        usedHalfStays(keyspace, keyspace::get);
    }

    @Test
    void lfuKeepsWhatIsWrittenOften() {
        Keyspace keyspace = keyspace(EvictionPolicy.ALLKEYS_LFU);
        usedHalfStays(keyspace, key -> put(keyspace, new String(key, StandardCharsets.UTF_8), Entry.NEVER));
    }

    private void usedHalfStays(Keyspace keyspace, Consumer<byte[]> use) {
        fill(keyspace, 4_000, 0);
        for (int round = 0; round < 10; round++) {
            clock.advance(10_000);
            keyspace.maintain(100);
            for (int i = 2_000; i < 4_000; i++) {
                use.accept(bytes("key:" + i));
            }
        }
        for (int i = 0; i < 4_500; i++) {
            put(keyspace, "new:" + i, Entry.NEVER);
        }
        int used = survivors(keyspace, 2_000, 4_000);
        int unused = survivors(keyspace, 0, 2_000);
        assertTrue(used > 1_200 && unused < used / 3, used + " used ones stay, " + unused + " others");
    }

    private void fill(Keyspace keyspace, int keys, int more) {
        for (int i = 0; i < keys; i++) {
            put(keyspace, "key:" + i, clock.millis() + 1_000_000 + 1_000L * i);
        }
        for (int i = 0; i < more; i++) {
            put(keyspace, "late:" + i, clock.millis() + 900_000_000L);
        }
    }

    private static int survivors(Keyspace keyspace, int from, int to) {
        int alive = 0;
        for (int i = from; i < to; i++) {
            alive += keyspace.peek(bytes("key:" + i)) == null ? 0 : 1;
        }
        return alive;
    }

    @Test
    void aValueLargerThanTheLimitIsRefusedAndEvictsNothing() {
        Keyspace keyspace = keyspace(EvictionPolicy.ALLKEYS_LFU);
        put(keyspace, "small one", Entry.NEVER);
        assertThrows(
                MemoryLimitException.class,
                () -> keyspace.put(bytes("large one"), ValueKind.STRING, new byte[(int) LIMIT], Entry.NEVER));
        assertNotNull(keyspace.peek(bytes("small one")));
        assertFalse(keyspace.tryCharge(LIMIT + 1));
        assertNotNull(keyspace.peek(bytes("small one")), "nothing is evicted for what can't fit anyway");
        Oracle.check(keyspace);
    }

    @Test
    void othersMayTakeTheMemoryOfKeys() {
        Keyspace keyspace = keyspace(EvictionPolicy.ALLKEYS_LRU);
        fill(keyspace, 20_000, 0);
        assertTrue(keyspace.tryCharge(LIMIT / 2));
        assertTrue(keyspace.bytes() <= LIMIT / 2);
        account.release(LIMIT / 2);
        Oracle.check(keyspace);
    }

    @Test
    void aLowerLimitIsReachedByAndBy() {
        Keyspace keyspace = keyspace(EvictionPolicy.ALLKEYS_LFU);
        fill(keyspace, 20_000, 0);
        account.limit(LIMIT / 4);
        keyspace.maintain(1_000);
        assertTrue(account.used() <= LIMIT / 4);
        Oracle.check(keyspace);
    }

    @Test
    void growingAValueEvictsOthersAndNotItself() {
        Keyspace keyspace = keyspace(EvictionPolicy.ALLKEYS_LFU);
        fill(keyspace, 20_000, 0);
        byte[] key = bytes("growing");
        keyspace.put(key, ValueKind.STRING, new byte[0], Entry.NEVER);
        for (int i = 1; i <= 500; i++) {
            int length = i * 1_000;
            keyspace.change(key, before -> HeapArrays.bytes(length), slot -> {
                Entry entry = slot.entry();
                assertNotNull(entry);
                assertEquals(length - 1_000, entry.value().length);
                slot.put(ValueKind.STRING, new byte[length], Entry.NEVER);
                return true;
            });
            assertTrue(account.used() <= LIMIT);
        }
        Oracle.check(keyspace);
    }

    @Test
    void aValueThatCannotGrowEvictsNothing() {
        Keyspace keyspace = keyspace(EvictionPolicy.ALLKEYS_LFU);
        put(keyspace, "small one", Entry.NEVER);
        byte[] key = bytes("growing");
        byte[] value = new byte[(int) (LIMIT / 2)];
        keyspace.put(key, ValueKind.STRING, value, Entry.NEVER);
        assertThrows(
                MemoryLimitException.class,
                () -> keyspace.change(key, before -> HeapArrays.bytes(value.length + 1), slot -> {
                    throw new AssertionError("the old and the new value don't fit");
                }));
        assertNotNull(keyspace.peek(bytes("small one")));
        assertSame(value, Objects.requireNonNull(keyspace.peek(key)).value());
        Oracle.check(keyspace);
    }

    @Test
    void whatAChangeNeedsIsAskedAgainWhenTheValueHasGrownMeanwhile() {
        Keyspace keyspace = keyspace(EvictionPolicy.NOEVICTION);
        byte[] key = bytes("growing");
        keyspace.put(key, ValueKind.STRING, new byte[8], Entry.NEVER);
        List<Integer> asked = new ArrayList<>();
        int length = keyspace.change(
                key,
                before -> {
                    asked.add(Objects.requireNonNull(before).value().length);
                    if (asked.size() == 1) {
                        keyspace.put(key, ValueKind.STRING, new byte[5_000], Entry.NEVER);
                    }
                    return HeapArrays.bytes(before.value().length + 1);
                },
                slot -> {
                    int longer = Objects.requireNonNull(slot.entry()).value().length + 1;
                    assertTrue(account.used() >= keyspace.bytes() + longer, "both values are charged");
                    slot.put(ValueKind.STRING, new byte[longer], Entry.NEVER);
                    return longer;
                });
        assertEquals(5_001, length);
        assertEquals(List.of(8, 5_000, 5_000), asked);
        Oracle.check(keyspace);
    }

    @ParameterizedTest
    @EnumSource(
            value = EvictionPolicy.class,
            names = {"ALLKEYS_LFU", "ALLKEYS_LRU"})
    void aKeyIsNeverEvictedByTheWriteThatMadeIt(EvictionPolicy policy) {
        Keyspace keyspace = keyspace(policy);
        fill(keyspace, 20_000, 0);
        for (int i = 0; i < 300; i++) {
            int length = 1 + i * 997 % 100_000;
            byte[] value = new byte[length];
            byte[] one = bytes("one:" + i);
            byte[] other = bytes("other:" + i);
            keyspace.put(one, ValueKind.STRING, value, Entry.NEVER);
            assertSame(value, Objects.requireNonNull(keyspace.peek(one)).value());
            keyspace.update(one, length, slot -> {
                slot.put(ValueKind.STRING, value, Entry.NEVER);
                return true;
            });
            assertSame(value, Objects.requireNonNull(keyspace.peek(one)).value());
            keyspace.change(other, before -> HeapArrays.bytes(length), slot -> {
                slot.put(ValueKind.STRING, value, Entry.NEVER);
                return true;
            });
            assertSame(value, Objects.requireNonNull(keyspace.peek(other)).value());
            keyspace.updateTogether(new byte[][] {one, other}, 2L * length, group -> {
                group.open(one).put(ValueKind.STRING, value, Entry.NEVER);
                group.open(other).put(ValueKind.STRING, value, Entry.NEVER);
                return true;
            });
            assertSame(value, Objects.requireNonNull(keyspace.peek(one)).value());
            assertSame(value, Objects.requireNonNull(keyspace.peek(other)).value());
        }
        assertTrue(account.used() <= LIMIT);
        Oracle.check(keyspace);
    }
}
