package io.fusioncache.server.engine.object;

import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fusioncache.common.fql.FqlError;
import io.fusioncache.common.fql.FqlException;
import io.fusioncache.server.engine.memory.MemoryAccount;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.function.Executable;

/** A store for a test, which the oracle looks through after it, and short ways to say things. */
final class StoreFixture implements AfterEachCallback {
    final MemoryAccount account = new MemoryAccount(Long.MAX_VALUE);
    final ObjectStore store;

    StoreFixture() {
        this(new SplittableRandom(1));
    }

    StoreFixture(java.util.random.RandomGenerator random) {
        this(random, System::nanoTime);
    }

    StoreFixture(java.util.random.RandomGenerator random, LongSupplier nanoTime) {
        store = new ObjectStore(account, random, nanoTime);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        account.limit(Long.MAX_VALUE);
        Oracle.check(store, account);
    }

    /** Makes a class; members as {@code name:type}, with {@code []} for a list and {@code *} for an index. */
    ObjectClass create(String name, String... members) {
        store.createClasses(List.of(define(name, members)));
        return known(name);
    }

    static ClassDefinition define(String name, String... members) {
        return new ClassDefinition(
                name, Arrays.stream(members).map(StoreFixture::member).toList());
    }

    ObjectClass known(String name) {
        try (Snapshot snapshot = store.snapshot()) {
            ObjectClass objectClass = snapshot.catalog().find(name);
            Assertions.assertNotNull(objectClass);
            return objectClass;
        }
    }

    /** Stores objects, filled by number, and returns their OIDs. */
    List<Oid> store(ObjectClass objectClass, int count, BiConsumer<BatchRows, Integer> fill) {
        try (StoreBatch batch = store.newBatch()) {
            BatchRows rows = batch.rows(objectClass);
            for (int i = 0; i < count; i++) {
                fill.accept(rows, rows.add());
            }
            store.store(batch);
            return oids(rows);
        }
    }

    static List<Oid> oids(BatchRows rows) {
        Oid[] oids = new Oid[rows.size()];
        for (int i = 0; i < oids.length; i++) {
            oids[i] = new Oid(rows.oidHigh(i), rows.oidLow(i));
        }
        return List.of(oids);
    }

    /** How many objects meet the conditions now. */
    long count(ObjectClass objectClass, Condition... conditions) {
        try (Snapshot snapshot = store.snapshot()) {
            return snapshot.count(objectClass, List.of(conditions)).count();
        }
    }

    DeleteResult delete(ObjectClass objectClass, boolean deep, Oid... oids) {
        return store.delete(new DeletePlan(objectClass, new Selection.Oids(List.of(oids)), deep));
    }

    /** The error that something raises. */
    static FqlException refused(FqlError error, Executable executable) {
        FqlException exception = assertThrows(FqlException.class, executable);
        Assertions.assertEquals(error, exception.error());
        return exception;
    }

    static Column column(ObjectClass objectClass, String name) {
        Column column = objectClass.column(name);
        Assertions.assertNotNull(column);
        return column;
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static Condition equal(ObjectClass objectClass, String member, Scalar constant) {
        return new Condition.Compare(column(objectClass, member), Condition.Comparison.EQUAL, constant);
    }

    static Scalar text(String text) {
        return new Scalar.Text(utf8(text));
    }

    private static MemberDefinition member(String declared) {
        String[] parts = declared.split(":", 2);
        boolean indexed = parts[1].endsWith("*");
        String type = indexed ? parts[1].substring(0, parts[1].length() - 1) : parts[1];
        boolean list = type.endsWith("[]");
        String name = list ? type.substring(0, type.length() - 2) : type;
        MemberType memberType = Character.isUpperCase(name.charAt(0))
                ? new MemberType.Link(name, list)
                : new MemberType.Plain(ScalarType.valueOf(name.toUpperCase(java.util.Locale.ROOT)), list);
        return new MemberDefinition(parts[0], memberType, indexed);
    }
}
