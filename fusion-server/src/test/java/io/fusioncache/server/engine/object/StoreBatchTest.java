package io.fusioncache.server.engine.object;

import static io.fusioncache.server.engine.object.StoreFixture.column;
import static io.fusioncache.server.engine.object.StoreFixture.define;
import static io.fusioncache.server.engine.object.StoreFixture.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fusioncache.common.fql.FqlError;
import io.fusioncache.common.fql.FqlException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

class StoreBatchTest {
    private static final ClassDefinition DEFINITION = define("Pair", "k:string*", "v:int");

    @RegisterExtension
    final StoreFixture fixture = new StoreFixture();

    @Test
    void aBatchIsStoredOnce() {
        ObjectClass pair = fixture.create("Pair", "k:string*", "v:int");
        try (StoreBatch batch = fixture.store.newBatch()) {
            batch.rows(pair).add();
            fixture.store.store(batch);
            assertThrows(IllegalStateException.class, () -> fixture.store.store(batch));
        }
        assertEquals(1, fixture.count(pair));
    }

    @Test
    void aBatchThatWasRefusedIsNotTakenAgain() {
        ObjectClass pair = fixture.create("Pair", "k:string*", "v:int");
        ObjectClass owner = fixture.create("Owner", "pair:Pair");
        try (StoreBatch batch = fixture.store.newBatch()) {
            BatchRows rows = batch.rows(owner);
            rows.setLink(column(owner, "pair"), rows.add(), batch.existing(pair, new Oid(1, 2)));
            refused(FqlError.OID_NOT_FOUND, () -> fixture.store.store(batch));
            assertThrows(IllegalStateException.class, () -> fixture.store.store(batch));
        }
        assertEquals(0, fixture.count(owner));
    }

    @Test
    void ofTwoBatchesThatMakeOneClassTheFirstToBeStoredWins() {
        try (StoreBatch first = fixture.store.newBatch();
                StoreBatch second = fixture.store.newBatch()) {
            fill(first, first.define(DEFINITION));
            fill(second, second.define(DEFINITION));
            fixture.store.store(second);
            assertEquals(
                    "Pair",
                    refused(FqlError.CLASS_EXISTS, () -> fixture.store.store(first))
                            .about());
        }
        assertEquals(1, fixture.count(fixture.known("Pair")));
    }

    @Test
    void aDefinitionThatExistsByNowIsThatClass() {
        try (StoreBatch batch = fixture.store.newBatch()) {
            ObjectClass pair = fixture.create("Pair", "k:string*", "v:int");
            assertSame(pair, batch.define(DEFINITION));
            fill(batch, pair);
            fixture.store.store(batch);
            assertEquals(1, fixture.count(pair));
        }
    }

    @Test
    @Timeout(60)
    void oneClassIsMadeHoweverManyDefineItAtOnce() throws Exception {
        int threads = 4;
        int rounds = 50;
        CyclicBarrier together = new CyclicBarrier(threads);
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            for (int round = 0; round < rounds; round++) {
                ClassDefinition definition = define("Pair" + round, "k:string*", "v:int");
                List<Future<Boolean>> attempts = new ArrayList<>();
                for (int i = 0; i < threads; i++) {
                    attempts.add(pool.submit(() -> {
                        together.await();
                        return defineAndStore(definition);
                    }));
                }
                int stored = 0;
                for (Future<Boolean> attempt : attempts) {
                    stored += attempt.get() ? 1 : 0;
                }
                assertEquals(stored, fixture.count(fixture.known("Pair" + round)));
            }
        }
    }

    /** False when another was first. */
    private boolean defineAndStore(ClassDefinition definition) {
        try (StoreBatch batch = fixture.store.newBatch()) {
            fill(batch, batch.define(definition));
            fixture.store.store(batch);
            return true;
        } catch (FqlException overtaken) {
            assertEquals(FqlError.CLASS_EXISTS, overtaken.error());
            return false;
        }
    }

    private static void fill(StoreBatch batch, ObjectClass pair) {
        BatchRows rows = batch.rows(pair);
        rows.setText(column(pair, "k"), rows.add(), StoreFixture.utf8("key"));
    }
}
