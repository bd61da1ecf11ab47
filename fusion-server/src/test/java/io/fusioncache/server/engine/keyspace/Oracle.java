package io.fusioncache.server.engine.keyspace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What holds of a key space whatever was done to it; asked after tests, while nobody writes. */
final class Oracle {
    private Oracle() {}

    static void check(Keyspace keyspace) {
        List<Entry> entries = keyspace.everything();
        Set<String> keys = new HashSet<>();
        entries.forEach(entry -> keys.add(new String(entry.key(), StandardCharsets.ISO_8859_1)));
        assertEquals(entries.size(), keys.size(), "each key once");
        long recount = entries.stream().mapToLong(Entry::memory).sum();
        assertEquals(recount, keyspace.bytes(), "bytes of the segments");
        assertEquals(recount, keyspace.account().used(), "the account");
        entries.forEach(entry -> {
            Entry found = keyspace.peek(entry.key());
            if (found != null) {
                assertEquals(entry.version(), found.version(), "what is in the table is found by its key");
            }
        });
        long live = keyspace.everything().stream()
                .filter(entry -> !keyspace.deadlines().isPast(entry.deadline()))
                .count();
        assertEquals(live, keyspace.size(), "size");
        assertEquals(
                keyspace.everything().stream().filter(Entry::expires).count(),
                keyspace.sizeExpiring(),
                "entries with a deadline");
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
