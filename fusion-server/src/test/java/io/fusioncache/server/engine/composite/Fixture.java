package io.fusioncache.server.engine.composite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fusioncache.common.kv.KvStatus;
import io.fusioncache.server.engine.keyspace.Entry;
import io.fusioncache.server.engine.keyspace.EvictionPolicy;
import io.fusioncache.server.engine.keyspace.Keyspace;
import io.fusioncache.server.engine.keyspace.ValueKind;
import io.fusioncache.server.engine.memory.MemoryAccount;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.function.Executable;

/** A key space with composites, and short words for what tests do with it. */
final class Fixture {
    final TestClock clock = new TestClock();
    final MemoryAccount account;
    final Keyspace keyspace;
    final Composites composites;

    Fixture(long limit, EvictionPolicy policy, long seed) {
        this(limit, policy, new Random(seed)::nextInt);
    }

    /** The key space asks for a random number whenever a read of a key counts as a use of it. */
    Fixture(long limit, EvictionPolicy policy, IntSupplier random) {
        account = new MemoryAccount(limit);
        keyspace = new Keyspace(account, policy, clock, random);
        composites = new Composites(keyspace, FusionSettings.DEFAULT.withEnabled(true));
    }

    Fixture() {
        this(1L << 30, EvictionPolicy.ALLKEYS_LFU, 1);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    static List<String> texts(List<byte[]> list) {
        return list.stream().map(Fixture::text).toList();
    }

    void set(String key, String value) {
        keyspace.put(bytes(key), ValueKind.STRING, bytes(value), Entry.NEVER);
    }

    void set(String key, ValueKind kind, String value) {
        keyspace.put(bytes(key), kind, bytes(value), Entry.NEVER);
    }

    void setFor(String key, String value, long millis) {
        keyspace.put(
                bytes(key), ValueKind.STRING, bytes(value), keyspace.deadlines().after(millis));
    }

    boolean remove(String key) {
        return keyspace.remove(bytes(key)) != null;
    }

    Registration fuse(String key, String... fragments) {
        return composites.fuse(
                bytes(key), Arrays.stream(fragments).map(Fixture::bytes).toArray(byte[][]::new));
    }

    @Nullable
    String fused(String key) {
        return fused(key, ResultForm.STRINGS);
    }

    @Nullable
    String fused(String key, ResultForm form) {
        ComposedResult result = composites.read(bytes(key), form);
        return result == null ? null : text(result.json());
    }

    @Nullable
    CompositeInfo info(String key) {
        return composites.info(bytes(key));
    }

    /** What is known about a composite that is there. */
    CompositeInfo infoOf(String key) {
        CompositeInfo info = info(key);
        assertNotNull(info);
        return info;
    }

    /** What a plain read of the key gives; null when there is nothing to read. */
    byte @Nullable [] get(String key) {
        Entry entry = keyspace.get(bytes(key));
        assertNotNull(entry);
        Entry readable = entry.readable();
        return readable == null ? null : readable.value();
    }

    String getText(String key) {
        byte[] value = get(key);
        assertNotNull(value);
        return text(value);
    }

    List<String> users(String fragment) {
        return texts(composites.usersOf(bytes(fragment)));
    }

    /** Fails unless the action is refused with that status and that sentence. */
    static void refused(KvStatus status, String sentence, Executable action) {
        FusionException refused = assertThrows(FusionException.class, action);
        assertEquals(status, refused.status());
        assertEquals(sentence, refused.sentence());
    }

    /** Fails unless the indexes agree with each other and the account with a recount. */
    void check() {
        CompositeOracle.check(composites, keyspace);
    }
}
