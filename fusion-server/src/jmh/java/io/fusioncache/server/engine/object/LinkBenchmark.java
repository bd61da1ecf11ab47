package io.fusioncache.server.engine.object;

import static com.googlecode.cqengine.query.QueryFactory.equal;

import com.googlecode.cqengine.ConcurrentIndexedCollection;
import com.googlecode.cqengine.IndexedCollection;
import com.googlecode.cqengine.attribute.MultiValueAttribute;
import com.googlecode.cqengine.index.hash.HashIndex;
import com.googlecode.cqengine.query.option.QueryOptions;
import com.googlecode.cqengine.resultset.ResultSet;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Customers by a member of the items of their orders, two links deep. Each customer has two orders of three items; an
 * item's code is indexed, and as many items have it as customers are wanted. H2 has the foreign keys indexed and joins;
 * CQEngine, which has no links to follow, gets an index of just this path on the customers themselves.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class LinkBenchmark {
    private static final int ORDERS = 2;
    private static final int ITEMS = 3;

    /** How many customers there are, and how many of them are found. */
    @State(Scope.Benchmark)
    public static class Size {
        @Param({"1000", "100000"})
        int customers;

        @Param({"1", "100"})
        int answer;

        private int next;

        int items() {
            return customers * ORDERS * ITEMS;
        }

        int code(int item) {
            return item % (items() / answer);
        }

        String any() {
            next = (int) ((next + 7_368_787L) % (items() / answer));
            return text(next);
        }

        static String text(int code) {
            return "code-" + code;
        }
    }

    /** In an object store. */
    @State(Scope.Benchmark)
    public static class Fusion {
        final StoreFixture fixture = new StoreFixture();
        final ObjectClass items = fixture.create("Item", "code:string*");
        final ObjectClass orders = fixture.create("Order", "items:Item[]");
        final ObjectClass customers = fixture.create("Customer", "name:string", "orders:Order[]");
        final Column code = StoreFixture.column(items, "code");
        final Column itemLinks = StoreFixture.column(orders, "items");
        final Column orderLinks = StoreFixture.column(customers, "orders");
        final Column name = StoreFixture.column(customers, "name");

        /** Fills it. */
        @Setup
        public void fill(Size size) {
            try (StoreBatch batch = fixture.store.newBatch()) {
                BatchRows itemRows = batch.rows(items);
                for (int i = 0; i < size.items(); i++) {
                    itemRows.setText(code, itemRows.add(), StoreFixture.utf8(Size.text(size.code(i))));
                }
                BatchRows orderRows = batch.rows(orders);
                for (int i = 0; i < size.customers * ORDERS; i++) {
                    orderRows.setLinks(itemLinks, orderRows.add(), from(i, ITEMS));
                }
                BatchRows customerRows = batch.rows(customers);
                for (int i = 0; i < size.customers; i++) {
                    int row = customerRows.add();
                    customerRows.setText(name, row, StoreFixture.utf8("customer " + i));
                    customerRows.setLinks(orderLinks, row, from(i, ORDERS));
                }
                fixture.store.store(batch);
            }
        }

        private static int[] from(int parent, int count) {
            return IntStream.range(parent * count, (parent + 1) * count).toArray();
        }
    }

    /** In H2, in memory. */
    @State(Scope.Benchmark)
    public static class H2 {
        private final Connection connection = ItemPeers.H2.open("links");
        private PreparedStatement byCode;

        /** Fills it. */
        @Setup
        public void fill(Size size) throws SQLException {
            try (Statement statement = connection.createStatement()) {
                statement.execute("CREATE TABLE customer(id INT PRIMARY KEY, name VARCHAR)");
                statement.execute("INSERT INTO customer SELECT x, 'customer ' || x FROM SYSTEM_RANGE(0, "
                        + (size.customers - 1) + ")");
                statement.execute("CREATE TABLE orders(id INT PRIMARY KEY, customer INT)");
                statement.execute("INSERT INTO orders SELECT x, x / " + ORDERS + " FROM SYSTEM_RANGE(0, "
                        + (size.customers * ORDERS - 1) + ")");
                statement.execute("CREATE TABLE item(id INT PRIMARY KEY, order_id INT, code VARCHAR)");
                statement.execute("INSERT INTO item SELECT x, x / " + ITEMS + ", 'code-' || MOD(x, "
                        + size.items() / size.answer + ") FROM SYSTEM_RANGE(0, " + (size.items() - 1) + ")");
                statement.execute("CREATE INDEX item_code ON item(code)");
                statement.execute("CREATE INDEX order_customer ON orders(customer)");
                statement.execute("ANALYZE");
            }
            byCode = connection.prepareStatement("SELECT DISTINCT c.id, c.name FROM item i"
                    + " JOIN orders o ON o.id = i.order_id JOIN customer c ON c.id = o.customer WHERE i.code = ?");
        }

        /** Drops the database. */
        @TearDown
        public void close() throws SQLException {
            connection.close();
        }
    }

    /** A customer of the indexed collection, with the codes of all items of its orders. */
    public record Customer(String name, List<String> codes) {}

    /** In CQEngine. */
    @State(Scope.Benchmark)
    public static class CqEngine {
        private static final MultiValueAttribute<Customer, String> CODES =
                new MultiValueAttribute<>(Customer.class, String.class, "codes") {
                    @Override
                    public Iterable<String> getValues(Customer customer, QueryOptions options) {
                        return customer.codes();
                    }
                };

        private final IndexedCollection<Customer> customers = new ConcurrentIndexedCollection<>();

        /** Fills it. */
        @Setup
        public void fill(Size size) {
            customers.addIndex(HashIndex.onAttribute(CODES));
            for (int i = 0; i < size.customers; i++) {
                int first = i * ORDERS * ITEMS;
                customers.add(new Customer(
                        "customer " + i,
                        IntStream.range(first, first + ORDERS * ITEMS)
                                .mapToObj(item -> Size.text(size.code(item)))
                                .toList()));
            }
        }
    }

    /** The engine, from the items' index over the reverse links. */
    @Benchmark
    public void indexedLeaf(Size size, Fusion fusion, Blackhole hole) {
        Condition leaf = StoreFixture.equal(fusion.items, "code", StoreFixture.text(size.any()));
        Condition order = new Condition.Linked(fusion.itemLinks, List.of(leaf));
        Condition customer = new Condition.Linked(fusion.orderLinks, List.of(order));
        try (Snapshot snapshot = fusion.fixture.store.snapshot()) {
            for (int row : snapshot.find(fusion.customers, List.of(customer), 0, 50_000).rows()) {
                hole.consume(snapshot.oidHigh(fusion.customers, row));
                hole.consume(snapshot.oidLow(fusion.customers, row));
                hole.consume(snapshot.text(fusion.name, row));
            }
        }
    }

    /** H2, from the items' index by two joins. */
    @Benchmark
    public void indexedLeafH2(Size size, H2 peer, Blackhole hole) throws SQLException {
        peer.byCode.setString(1, size.any());
        try (java.sql.ResultSet rows = peer.byCode.executeQuery()) {
            while (rows.next()) {
                hole.consume(rows.getInt(1));
                hole.consume(rows.getString(2));
            }
        }
    }

    /** CQEngine, by an index of the whole path. */
    @Benchmark
    public void pathIndexCqEngine(Size size, CqEngine peer, Blackhole hole) {
        try (ResultSet<Customer> found = peer.customers.retrieve(equal(CqEngine.CODES, size.any()))) {
            for (Customer customer : found) {
                hole.consume(customer.name());
            }
        }
    }
}
