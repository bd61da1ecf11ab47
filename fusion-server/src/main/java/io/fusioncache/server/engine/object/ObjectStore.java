package io.fusioncache.server.engine.object;

import io.fusioncache.common.fql.FqlError;
import io.fusioncache.common.fql.FqlException;
import io.fusioncache.server.engine.memory.MemoryAccount;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The objects of a server. Writes run one at a time and are whole: a write prepares, checks everything, charges memory,
 * applies, and then publishes one version. Readers take {@link #snapshot()} and never wait. Every mistake of a caller
 * is an {@link io.fusioncache.common.fql.FqlException}, and changes nothing. Safe for use by any number of threads.
 *
 * <p>What a write replaces or deletes is kept while an open snapshot may need it; the writes that follow give its
 * memory back.
 */
public final class ObjectStore {
    /** How many rows a write may apply or take apart before it lets others write. */
    static final int SLICE_ROWS = 4096;

    /** More than a class or a member takes before there are objects. */
    private static final long CLASS_BYTES = 2048;

    private final MemoryAccount memory;
    private final RandomGenerator random;
    private final LongSupplier nanoTime;
    private final Hashing hashing;
    private final OpenSnapshots openSnapshots = new OpenSnapshots();
    private final Garbage garbage = new Garbage();
    /** Fair, so that a write of many slices lets every write that waits go first. */
    private final ReentrantLock lock = new ReentrantLock(true);

    private volatile State state = new State(0, Catalog.EMPTY);

    /** What readers see. */
    private record State(long version, Catalog catalog) {}

    /**
     * @param memory what the store charges for all it holds
     * @param random where OIDs come from; used by one thread at a time
     * @param nanoTime a clock for the times in results
     */
    public ObjectStore(MemoryAccount memory, RandomGenerator random, LongSupplier nanoTime) {
        this.memory = memory;
        this.random = random;
        this.nanoTime = nanoTime;
        this.hashing = new Hashing(random.nextLong());
    }

    /** The state after the last whole write. Never waits. */
    public Snapshot snapshot() {
        OpenSnapshots.Slot slot = openSnapshots.open(state.version);
        State current = state;
        return new Snapshot(current.version, current.catalog, nanoTime, slot);
    }

    /**
     * Makes all classes, or none. Names, types and member counts are the caller's to check; the store checks what
     * depends on its state: 1001 for a class that exists, 1100 for a link to a class that neither exists nor is in the
     * list.
     */
    public void createClasses(List<ClassDefinition> definitions) {
        write(() -> {
            Map<String, ClassDefinition> wanted = new LinkedHashMap<>();
            for (ClassDefinition definition : definitions) {
                if (catalog().find(definition.name()) != null || wanted.put(definition.name(), definition) != null) {
                    throw exists(definition.name());
                }
            }
            definitions.forEach(definition -> requireTargets(definition, wanted));
            requireMemory(
                    definitions.stream().mapToLong(ObjectStore::classBytes).sum());
            Collection<ObjectClass> made = make(definitions);
            publish(made);
            return made;
        });
    }

    /** What is charged. */
    public MemoryAccount account() {
        return memory;
    }

    /** Starts a batch of objects; see {@link #store}. Takes no lock. */
    public StoreBatch newBatch() {
        return new StoreBatch(this, new BatchMemory(memory, this::reclaimAll));
    }

    /**
     * Stores all objects of the batch, or none, and gives each its OID. Many objects are applied in slices, between
     * which other writes may run; all of them become visible at once. O(objects).
     *
     * @throws IllegalStateException when the batch was given before, whatever became of it
     * @throws io.fusioncache.common.fql.FqlException 1701 for a link to an object that does not exist; 1000 when a
     *     class of the batch is gone; 1900
     */
    public void store(StoreBatch batch) {
        batch.handIn();
        write(() -> {
            new StoreWrite(this, batch).run();
            return batch;
        });
    }

    /**
     * Changes objects.
     *
     * @throws io.fusioncache.common.fql.FqlException 1701 when a {@link Assignment.Relink} names no object; 1000 when
     *     the class is gone; 1900
     */
    public UpdateResult update(UpdatePlan plan) {
        return write(() -> {
            try (Snapshot snapshot = snapshot()) {
                return new UpdateWrite(this, snapshot).run(plan);
            }
        });
    }

    /**
     * Deletes objects; links to them are gone with them.
     *
     * @throws io.fusioncache.common.fql.FqlException 1000 when the class is gone
     */
    public DeleteResult delete(DeletePlan plan) {
        return write(() -> {
            try (Snapshot snapshot = snapshot()) {
                return new DeleteWrite(this, snapshot).run(plan);
            }
        });
    }

    /**
     * Forgets every object and every class. O(classes).
     *
     * @return how many objects there were
     */
    public long clear() {
        return write(() -> {
            Catalog cleared = catalog();
            garbage.add(new ClearedClasses(nextVersion(), cleared.classes()));
            publish(Catalog.EMPTY);
            return cleared.classes().stream()
                    .mapToLong(ObjectClass::latestCount)
                    .sum();
        });
    }

    // ---- for the writes, which hold the lock

    /** The classes after the last write. */
    Catalog catalog() {
        return state.catalog;
    }

    /** The version after the last write. */
    long version() {
        return state.version;
    }

    /** The version that the write under way will publish. */
    long nextVersion() {
        return state.version + 1;
    }

    RandomGenerator random() {
        return random;
    }

    /** What was superseded by the write under way, or before. */
    Garbage garbage() {
        return garbage;
    }

    /**
     * The class of that definition: the one that exists, or one that nobody else knows yet. Needs no lock.
     *
     * @throws io.fusioncache.common.fql.FqlException as {@link #createClasses}, and 1900
     */
    ObjectClass define(ClassDefinition definition) {
        ObjectClass known = catalog().find(definition.name());
        if (known != null && known.definition().equals(definition)) {
            return known;
        }
        if (known != null) {
            throw exists(definition.name());
        }
        requireTargets(definition, Map.of(definition.name(), definition));
        if (!memory.tryChargeEvicting(classBytes(definition))) {
            throw BatchMemory.refused(memory);
        }
        memory.release(classBytes(definition));
        return make(List.of(definition)).iterator().next();
    }

    /** Makes what the write under way has done visible. */
    void publish() {
        publish(catalog());
    }

    /** Makes what the write under way has done visible, and new classes with it. */
    void publish(Collection<ObjectClass> made) {
        for (ObjectClass objectClass : made) {
            for (Column column : objectClass.columns()) {
                if (column.isLink()) {
                    column.target().incoming().add(column);
                }
            }
        }
        publish(catalog().with(made));
    }

    /** Lets the writes that wait go first, and whoever waits for the processor. */
    void giveWay() {
        lock.unlock();
        LongWork.giveWay();
        lock.lock();
    }

    /** Raises 1000 when the class is gone. */
    void require(ObjectClass objectClass) {
        if (!catalog().contains(objectClass)) {
            String name = objectClass.definition().name();
            throw new FqlException(
                    FqlError.CLASS_NOT_FOUND, name, "Class " + name + " was cleared meanwhile; create it again.");
        }
    }

    /** Raises 1900 when so much can't be had. It is not kept: who asks takes it at once. */
    void requireMemory(long bytes) {
        if (!memory.tryCharge(bytes)) {
            // Without giving way: who asks has checked against the state as it is.
            boolean more = true;
            while (more) {
                more = reclaimSlice();
            }
            if (!memory.tryChargeEvicting(bytes)) {
                throw BatchMemory.refused(memory);
            }
        }
        memory.release(bytes);
    }

    /** Raises 1001 when a class of that name was made meanwhile, and 1000 when one that it links to is gone. */
    void requireNew(ObjectClass objectClass) {
        String name = objectClass.definition().name();
        if (catalog().find(name) != null) {
            throw exists(name);
        }
        for (Column column : objectClass.columns()) {
            if (column.isLink() && column.target() != objectClass) {
                require(column.target());
            }
        }
    }

    private static FqlException exists(String name) {
        return new FqlException(
                FqlError.CLASS_EXISTS,
                name,
                "Class " + name + " exists already; use it as it is, or choose another name.");
    }

    private static long classBytes(ClassDefinition definition) {
        return CLASS_BYTES * (1L + definition.members().size());
    }

    /** The error for an OID that names no object. */
    static FqlException noObject(ObjectClass objectClass, Oid oid) {
        String text = new UUID(oid.high(), oid.low()).toString();
        return new FqlException(
                FqlError.OID_NOT_FOUND,
                text,
                "There is no object of class " + objectClass + " with the OID " + text + " to link to.");
    }

    private void publish(Catalog catalog) {
        state = new State(nextVersion(), catalog);
    }

    /**
     * Runs a write, and gives back memory afterwards: as much as the write has made garbage of, and some of what others
     * have left.
     */
    private <T> T write(Supplier<T> action) {
        lock.lock();
        long retired = garbage.added();
        try {
            return action.get();
        } finally {
            long slices = 2 * (garbage.added() - retired) / SLICE_ROWS;
            while (reclaimSlice() && slices-- > 0) {
                giveWay();
            }
            lock.unlock();
        }
    }

    private boolean reclaimSlice() {
        return garbage.reclaim(openSnapshots.oldest(state.version), SLICE_ROWS);
    }

    /** Gives back the memory of all that nobody sees any more. */
    private void reclaimAll() {
        lock.lock();
        try {
            while (reclaimSlice()) {
                giveWay();
            }
        } finally {
            lock.unlock();
        }
    }

    private void requireTargets(ClassDefinition definition, Map<String, ClassDefinition> wanted) {
        for (MemberDefinition member : definition.members()) {
            if (member.type() instanceof MemberType.Link link
                    && catalog().find(link.className()) == null
                    && !wanted.containsKey(link.className())) {
                throw new FqlException(
                        FqlError.TYPE_NOT_FOUND,
                        link.className(),
                        "Member " + member.name() + " of class " + definition.name() + " links to class "
                                + link.className()
                                + ", which does not exist; create it before or with this one.");
            }
        }
    }

    private Collection<ObjectClass> make(List<ClassDefinition> definitions) {
        Map<String, ObjectClass> made = new LinkedHashMap<>();
        for (ClassDefinition definition : definitions) {
            made.put(definition.name(), new ObjectClass(definition, new ClassMemory(memory), hashing));
        }
        for (ObjectClass objectClass : made.values()) {
            for (Column column : objectClass.columns()) {
                if (column.definition().type() instanceof MemberType.Link link) {
                    @Nullable ObjectClass target = made.get(link.className());
                    if (target == null) {
                        target = Objects.requireNonNull(catalog().find(link.className()));
                    }
                    column.target(target);
                }
            }
        }
        return made.values();
    }
}
