package io.fusioncache.server.engine.object;

import io.fusioncache.server.engine.memory.WorkingMemory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The objects of one {@code STORE}, collected in columns before any lock is taken: those of the root class and, linked
 * to them, those of other classes. Charges the memory account as it grows, and raises 1900 when it may not; closing a
 * batch that was not stored returns the charge. Used by one thread at a time.
 */
public final class StoreBatch implements AutoCloseable {
    /** What a link to an object that exists takes in the batch, in bytes. */
    private static final long EXISTING_BYTES = 128;

    /** The number that {@link #existing} gives to the first object; -1 is an absent link. */
    private static final int FIRST_EXISTING = -2;

    private final ObjectStore store;
    private final BatchMemory memory;
    private final Map<String, ObjectClass> defined = new LinkedHashMap<>();
    private final Map<ObjectClass, BatchRows> rows = new LinkedHashMap<>();
    private final Map<Existing, Integer> numbers = new HashMap<>();
    private final List<Existing> existing = new ArrayList<>();
    private boolean handedIn;

    StoreBatch(ObjectStore store, BatchMemory memory) {
        this.store = store;
        this.memory = memory;
    }

    /** The objects of that class, none at first. O(1). */
    public BatchRows rows(ObjectClass objectClass) {
        BatchRows known = rows.get(objectClass);
        if (known == null) {
            known = new BatchRows(objectClass, memory);
            rows.put(objectClass, known);
        }
        return known;
    }

    /** The classes of which there are objects, in no particular order. */
    public Collection<ObjectClass> classes() {
        return Collections.unmodifiableCollection(rows.keySet());
    }

    /**
     * A link to an object that exists already, to be used where a row of the batch may stand. Whether it exists is
     * checked when the batch is stored (1701).
     *
     * @return a negative number
     */
    public int existing(ObjectClass objectClass, Oid oid) {
        Existing wanted = new Existing(objectClass, oid);
        Integer number = numbers.get(wanted);
        if (number == null) {
            memory.charge(EXISTING_BYTES);
            number = FIRST_EXISTING - existing.size();
            existing.add(wanted);
            numbers.put(wanted, number);
        }
        return number;
    }

    /** The object that {@link #existing} gave the number for. */
    public Oid existingOid(int target) {
        return existing.get(existingIndex(target)).oid();
    }

    /**
     * The class of that definition. When there is none of its name it is made, and published together with the objects:
     * until then only this batch knows it. When another write makes a class of that name first, storing the batch
     * raises 1001.
     *
     * @throws io.fusioncache.common.fql.FqlException 1001 when there is another class of that name; 1100 for a link to
     *     a class that neither exists nor is the defined one
     */
    public ObjectClass define(ClassDefinition definition) {
        ObjectClass known = defined.get(definition.name());
        if (known != null && known.definition().equals(definition)) {
            return known;
        }
        ObjectClass objectClass = store.define(definition);
        if (!store.catalog().contains(objectClass)) {
            defined.put(definition.name(), objectClass);
        }
        return objectClass;
    }

    /** Whether the class is one that only this batch knows. */
    public boolean defines(ObjectClass objectClass) {
        return defined.containsValue(objectClass);
    }

    /** Leaves it to that memory to give back what a batch that was stored still holds, such as the OIDs. */
    public void handOver(WorkingMemory working) {
        memory.handOver(working);
    }

    @Override
    public void close() {
        memory.close();
        defined.values().forEach(objectClass -> objectClass.memory().releaseAll());
        defined.clear();
    }

    /** Classes that are to be published with the objects. */
    Collection<ObjectClass> defined() {
        return defined.values();
    }

    /**
     * Notes that the batch is about to be stored, which can be done once: what it holds becomes the store's.
     *
     * @throws IllegalStateException the second time, whatever became of the first
     */
    void handIn() {
        if (handedIn) {
            throw new IllegalStateException("the batch was handed in already; collect the objects in a new one");
        }
        handedIn = true;
    }

    /** Leaves the defined classes to the store, which has published them. */
    void published() {
        defined.clear();
    }

    BatchMemory memory() {
        return memory;
    }

    Collection<BatchRows> allRows() {
        return rows.values();
    }

    /** The objects of a class, or null when there are none. */
    @Nullable
    BatchRows known(ObjectClass objectClass) {
        return rows.get(objectClass);
    }

    /** The objects that are linked to though they are not of the batch. */
    List<Existing> existing() {
        return existing;
    }

    /** The place in {@link #existing} of a link's negative target. */
    static int existingIndex(int target) {
        return FIRST_EXISTING - target;
    }

    /** An object that is to exist when the batch is stored. */
    record Existing(ObjectClass objectClass, Oid oid) {}
}
