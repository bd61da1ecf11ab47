package io.fusioncache.server.engine.keyspace;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * The tables of all {@link Segment}s side by side. A reader goes from a key's hash to the table without fetching the
 * segment, which is a lock and counts that writers change. Whoever holds a segment's lock puts another table in the
 * place of its one; any number read meanwhile without waiting.
 */
final class EntryTables {
    private static final VarHandle PLACES = MethodHandles.arrayElementVarHandle(EntryTable[].class);

    private final EntryTable[] tables;

    /** As many tables as there are segments, each of that length. */
    EntryTables(int count, int length) {
        this.tables = new EntryTable[count];
        Arrays.setAll(tables, index -> new EntryTable(length));
    }

    EntryTable get(int index) {
        return (EntryTable) PLACES.getAcquire(tables, index);
    }

    void set(int index, EntryTable table) {
        PLACES.setRelease(tables, index, table);
    }
}
