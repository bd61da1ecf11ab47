package io.fusioncache.server.engine.object;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A class that exists: its definition and its columns. Lives until {@code CLEAR}. */
public final class ObjectClass {
    private final ClassDefinition definition;
    private final ClassMemory memory;
    private final RowTable rows;
    private final OidTable oids;
    private final List<Column> columns;
    private final Map<String, Column> columnsByName;
    /** Links of any class that lead here; for the writer. */
    private final List<Column> incoming = new ArrayList<>();

    private volatile LiveCount count = new LiveCount(0, 0, null);

    ObjectClass(ClassDefinition definition, ClassMemory memory, Hashing hashing) {
        this.definition = definition;
        this.memory = memory;
        memory.charge(Sizes.OBJECT_CLASS);
        rows = new RowTable(memory);
        oids = new OidTable(memory, rows);
        List<Column> made = new ArrayList<>();
        columnsByName = new HashMap<>();
        for (MemberDefinition member : definition.members()) {
            Column column = new Column(member, made.size(), this, hashing);
            made.add(column);
            columnsByName.put(member.name(), column);
        }
        columns = List.copyOf(made);
    }

    /** The class as it was declared. */
    public ClassDefinition definition() {
        return definition;
    }

    /** One column per member, in the order of the definition. */
    public List<Column> columns() {
        return columns;
    }

    /** The member of that name, or null. O(1). */
    public @Nullable Column column(String name) {
        return columnsByName.get(name);
    }

    ClassMemory memory() {
        return memory;
    }

    RowTable rows() {
        return rows;
    }

    OidTable oids() {
        return oids;
    }

    List<Column> incoming() {
        return incoming;
    }

    /** How many objects there are in the version. */
    long count(long version) {
        LiveCount at = count;
        while (at.version > version) {
            LiveCount older = at.older;
            if (older == null) {
                return 0;
            }
            at = older;
        }
        return at.objects;
    }

    /** How many objects there are after the last write. */
    long latestCount() {
        return count.objects;
    }

    /** Notes that the write of that version makes objects more, or less; returns what is to be retired with it. */
    Retired changeCount(long version, long difference) {
        LiveCount before = count;
        memory.charge(LiveCount.BYTES);
        count = new LiveCount(version, before.objects + difference, before);
        return new LiveCount.Superseded(version, this, count);
    }

    /** Makes place for rows that were taken, ascending in a part of an array, in every structure of the class. */
    void ensure(int[] taken, int from, int to) {
        for (int i = from; i < to; i++) {
            if (Cells.lastOfPage(taken, i, to)) {
                rows.ensure(taken[i]);
                for (Column column : columns) {
                    column.cells().ensure(taken[i]);
                }
            }
        }
        oids.reserve(to - from);
    }

    /**
     * Changes a cell in the write of that version, and keeps for earlier snapshots what it held.
     *
     * @return what is to be retired with the write
     */
    Retired change(Column column, int row, long version, long bits, @Nullable Object object) {
        memory.charge(Sizes.UNDO + Sizes.value(object));
        Undo undo = rows.change(column, row, version);
        column.cells().put(row, bits, object);
        ColumnIndex index = column.index();
        if (index != null) {
            index.add(row, bits, object);
        }
        return undo;
    }

    /** Forgets an object that nobody sees, and returns what it held. */
    void remove(int row) {
        for (Column column : columns) {
            Cells cells = column.cells();
            Object object = cells.object(row);
            if (object != null) {
                long bits = cells.bits(row);
                cells.put(row, 0, null);
                ColumnIndex index = column.index();
                if (index != null) {
                    index.remove(row, bits, object);
                }
                memory.release(Sizes.value(object));
            }
        }
        oids.remove(row);
        rows.release(row);
    }

    /** At most how many bytes that many more objects take, without their values and the elements of their lists. */
    long growth(int objects) {
        long pages = (objects + (long) Cells.PAGE_ROWS) / Cells.PAGE_ROWS;
        long bytes = oids.growth(objects) + rows.growth(objects);
        for (Column column : columns) {
            ColumnIndex index = column.index();
            bytes += pages * column.cells().fullPageBytes();
            bytes += index == null ? 0 : index.growth(objects);
        }
        return bytes;
    }

    /** The class's name, for messages. */
    @Override
    public String toString() {
        return definition.name();
    }
}
