package io.fusioncache.server.engine.object;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Stores a batch, under the store's lock, which it gives away between slices. Until it is published nobody sees a row
 * of it; when it fails what it has done is retired like rows that were deleted.
 */
final class StoreWrite {
    private static final long VERSION_BITS = 0xF000L;
    private static final long VERSION_4 = 0x4000L;
    private static final long VARIANT_MASK = 0x3FFFFFFFFFFFFFFFL;
    private static final long VARIANT = 0x8000000000000000L;

    private final ObjectStore store;
    private final StoreBatch batch;
    private final Map<ObjectClass, Part> parts = new LinkedHashMap<>();
    private int[] existingRows = {};

    /** The objects of one class. */
    private static final class Part {
        final BatchRows source;
        final int[] rows;
        final @Nullable TextFill[] texts;
        int applied;

        Part(BatchRows source) {
            this.source = source;
            this.rows = source.objectClass().rows().take(source.size());
            this.texts = new @Nullable TextFill[source.objectClass().columns().size()];
        }

        /** What moves the texts of a column, from the first slice to the last. */
        TextFill texts(Column column, TextCells from, BatchMemory memory) {
            TextFill known = texts[column.position()];
            if (known == null) {
                known = new TextFill(
                        (TextCells) column.cells(), from, memory, column.owner().memory());
                texts[column.position()] = known;
            }
            return known;
        }

        void closeTexts() {
            for (TextFill known : texts) {
                if (known != null) {
                    known.close();
                }
            }
        }
    }

    StoreWrite(ObjectStore store, StoreBatch batch) {
        this.store = store;
        this.batch = batch;
    }

    void run() {
        prepare();
        boolean whole = false;
        try {
            takeRows();
            apply();
            check();
            publish();
            whole = true;
        } finally {
            if (!whole) {
                abandon();
            }
        }
    }

    /** Checks all there is to check, and only then takes rows. */
    private void prepare() {
        long growth = 0;
        for (BatchRows rows : batch.allRows()) {
            growth += rows.objectClass().growth(rows.size()) + rows.elements() * 2 * Long.BYTES;
            for (Column column : rows.objectClass().columns()) {
                growth += rows.cells(column) instanceof TextCells texts ? TextFill.growth(texts) : 0;
            }
        }
        requireClasses();
        existingRows = resolveExisting();
        store.requireMemory(growth);
        for (BatchRows rows : batch.allRows()) {
            rows.prepare();
        }
    }

    /** Every class of the batch still exists, or is still one that only the batch knows. */
    private void requireClasses() {
        for (ObjectClass objectClass : batch.classes()) {
            if (!batch.defined().contains(objectClass)) {
                store.require(objectClass);
            }
        }
        batch.defined().forEach(store::requireNew);
    }

    private void takeRows() {
        for (BatchRows rows : batch.allRows()) {
            if (rows.size() > 0) {
                parts.put(rows.objectClass(), new Part(rows));
                rows.objectClass().oids().reserve(rows.size());
            }
        }
    }

    private void apply() {
        int left = ObjectStore.SLICE_ROWS;
        for (Part part : parts.values()) {
            while (part.applied < part.rows.length) {
                if (left == 0) {
                    store.giveWay();
                    requireClasses();
                    left = ObjectStore.SLICE_ROWS;
                }
                int from = part.applied;
                int to = Cells.wholePages(part.rows, from, Math.min(part.rows.length, from + left));
                applySlice(part, from, to);
                // A slice that ends before its time does so at the end of a page, where the next one is to begin.
                left = to < part.rows.length ? 0 : left - (to - from);
            }
        }
    }

    /** Goes through the structures one by one rather than object by object: each then stays in the caches. */
    private void applySlice(Part part, int from, int to) {
        ObjectClass objectClass = part.source.objectClass();
        objectClass.ensure(part.rows, from, to);
        drawOids(part, from, to);
        for (Column column : objectClass.columns()) {
            Cells source = part.source.cells(column);
            if (source != null) {
                fillColumn(part, column, source, from, to);
                ColumnIndex index = column.index();
                if (index != null) {
                    index.addAll(part.rows, from, to);
                }
            }
        }
    }

    private void fillColumn(Part part, Column column, Cells source, int from, int to) {
        if (source instanceof TextCells texts) {
            part.texts(column, texts, batch.memory()).fill(part.rows, from, to);
            return;
        }
        Cells cells = column.cells();
        long moved = 0;
        for (int number = from; number < to; number++) {
            Object object = source.object(number);
            if (object == null) {
                continue;
            }
            long bits = source.bits(number);
            if (!column.isLink()) {
                moved += Sizes.value(object);
            } else if (column.isList()) {
                object = rowsOf(column, (int[]) object);
                column.owner().memory().charge(Sizes.value(object));
            } else {
                bits = rowOf(column, (int) bits);
            }
            cells.put(part.rows[number], bits, object);
        }
        batch.memory().handOver(moved, column.owner().memory());
    }

    private void drawOids(Part part, int from, int to) {
        BatchRows source = part.source;
        OidTable oids = source.objectClass().oids();
        for (int number = from; number < to; number++) {
            drawOid(source, number);
        }
        oids.touch(source.oidHigh(), source.oidLow(), from, to);
        for (int number = from; number < to; number++) {
            while (!oids.add(part.rows[number], source.oidHigh(number), source.oidLow(number))) {
                drawOid(source, number);
            }
            // From here on the row has an OID, and is taken apart like a deleted one when the store fails.
            part.applied++;
        }
    }

    private void drawOid(BatchRows source, int number) {
        long high = (store.random().nextLong() & ~VERSION_BITS) | VERSION_4;
        long low = (store.random().nextLong() & VARIANT_MASK) | VARIANT;
        source.setOid(number, high, low);
    }

    private int rowOf(Column column, int target) {
        if (target < 0) {
            return existingRows[StoreBatch.existingIndex(target)];
        }
        Part part = parts.get(column.target());
        if (part == null || target >= part.rows.length) {
            throw new IllegalArgumentException(column + " links to object " + target + " that is not in the batch");
        }
        return part.rows[target];
    }

    private int[] rowsOf(Column column, int[] targets) {
        int[] rows = new int[targets.length];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = rowOf(column, targets[i]);
        }
        return rows;
    }

    /** Others may have written between the slices: what the batch links to must still be there. */
    private void check() {
        int[] now = resolveExisting();
        for (int i = 0; i < now.length; i++) {
            if (now[i] != existingRows[i]) {
                StoreBatch.Existing missing = batch.existing().get(i);
                throw ObjectStore.noObject(missing.objectClass(), missing.oid());
            }
        }
    }

    private int[] resolveExisting() {
        List<StoreBatch.Existing> existing = batch.existing();
        int[] rows = new int[existing.size()];
        for (int i = 0; i < rows.length; i++) {
            ObjectClass objectClass = existing.get(i).objectClass();
            Oid oid = existing.get(i).oid();
            if (!batch.defined().contains(objectClass)) {
                store.require(objectClass);
            }
            rows[i] = objectClass.oids().find(oid.high(), oid.low(), store.version());
            if (rows[i] < 0) {
                throw ObjectStore.noObject(objectClass, oid);
            }
        }
        return rows;
    }

    private void publish() {
        long version = store.nextVersion();
        for (Part part : parts.values()) {
            ObjectClass objectClass = part.source.objectClass();
            part.closeTexts();
            objectClass.rows().bear(part.rows, version);
            store.garbage().add(objectClass.changeCount(version, part.rows.length));
        }
        store.publish(batch.defined());
        batch.published();
    }

    private void abandon() {
        for (Part part : parts.values()) {
            ObjectClass objectClass = part.source.objectClass();
            if (!store.catalog().contains(objectClass)) {
                // Gone, or never published: its memory is returned as a whole.
                continue;
            }
            part.closeTexts();
            store.garbage().addAll(DeadRows.of(store.version(), objectClass, Arrays.copyOf(part.rows, part.applied)));
            for (int i = part.applied; i < part.rows.length; i++) {
                objectClass.rows().release(part.rows[i]);
            }
        }
    }
}
