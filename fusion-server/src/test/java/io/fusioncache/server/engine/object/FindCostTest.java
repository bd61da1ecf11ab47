package io.fusioncache.server.engine.object;

import static io.fusioncache.server.engine.object.StoreFixture.column;
import static io.fusioncache.server.engine.object.StoreFixture.equal;
import static io.fusioncache.server.engine.object.StoreFixture.text;
import static io.fusioncache.server.engine.object.StoreFixture.utf8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FindCostTest {
    private static final int FEW = 100;
    private static final int MANY = 200_000;
    private static final long TOLERANCE_BYTES = 2048;

    @RegisterExtension
    final StoreFixture fixture = new StoreFixture();

    @Test
    void aSearchThroughLinksTakesMemoryForItsAnswerAndNotForTheClasses() {
        ObjectClass item = fixture.create("Item", "code:string*");
        ObjectClass order = fixture.create("Order", "item:Item");
        ObjectClass customer = fixture.create("Customer", "orders:Order[]");
        storeChains(item, order, customer, FEW);
        long few = allocatedBySearch(item, order, customer, FEW - 1);
        storeChains(item, order, customer, MANY);
        long many = allocatedBySearch(item, order, customer, MANY - 1);
        assertTrue(many < few + TOLERANCE_BYTES, () -> few + " bytes among few, " + many + " among many");
    }

    private void storeChains(ObjectClass item, ObjectClass order, ObjectClass customer, int end) {
        try (StoreBatch batch = fixture.store.newBatch()) {
            BatchRows items = batch.rows(item);
            BatchRows orders = batch.rows(order);
            BatchRows customers = batch.rows(customer);
            int stored = (int) fixture.count(item);
            for (int i = stored; i < end; i++) {
                int row = items.add();
                items.setText(column(item, "code"), row, utf8("code-" + i));
                orders.setLink(column(order, "item"), orders.add(), row);
                customers.setLinks(column(customer, "orders"), customers.add(), new int[] {row});
            }
            fixture.store.store(batch);
        }
    }

    /** The bytes of the last of a few searches: the first ones load classes. */
    private long allocatedBySearch(ObjectClass item, ObjectClass order, ObjectClass customer, int number) {
        Condition leaf = equal(item, "code", text("code-" + number));
        Condition linked = new Condition.Linked(column(order, "item"), List.of(leaf));
        List<Condition> conditions = List.of(new Condition.Linked(column(customer, "orders"), List.of(linked)));
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long allocated = 0;
        for (int round = 0; round < 3; round++) {
            try (Snapshot snapshot = fixture.store.snapshot()) {
                long before = thread.getCurrentThreadAllocatedBytes();
                int found = snapshot.find(customer, conditions, 0, 10).rows().length;
                allocated = thread.getCurrentThreadAllocatedBytes() - before;
                assertEquals(1, found);
            }
        }
        return allocated;
    }
}
