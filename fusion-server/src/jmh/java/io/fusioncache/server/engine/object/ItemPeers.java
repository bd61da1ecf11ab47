package io.fusioncache.server.engine.object;

import com.googlecode.cqengine.ConcurrentIndexedCollection;
import com.googlecode.cqengine.IndexedCollection;
import com.googlecode.cqengine.attribute.SimpleAttribute;
import com.googlecode.cqengine.index.hash.HashIndex;
import com.googlecode.cqengine.query.option.QueryOptions;
import io.fusioncache.server.query.FixedFacts;
import io.fusioncache.server.query.QueryProcessor;
import io.fusioncache.server.query.QuerySettings;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The same items in each of the peers: a code that is indexed, a number and a label that are not; each is there once. */
public final class ItemPeers {
    private ItemPeers() {}

    /** How many items there are. */
    @State(Scope.Benchmark)
    public static class Size {
        @Param({"10000", "100000", "500000", "1000000"})
        int objects;

        private int next;

        /** Some number of an item, spread over all of them. */
        int any() {
            next = (int) ((next + 7_368_787L) % objects);
            return next;
        }
    }

    static String code(int number) {
        return "item-code-" + number;
    }

    static String label(int number) {
        return "label " + number;
    }

    /** In an object store. */
    @State(Scope.Benchmark)
    public static class Fusion {
        final StoreFixture fixture = new StoreFixture();
        final ObjectClass items = fixture.create("Item", "code:string*", "number:int", "label:string");
        final Column code = StoreFixture.column(items, "code");
        final Column number = StoreFixture.column(items, "number");
        final Column label = StoreFixture.column(items, "label");
        final QueryProcessor processor =
                new QueryProcessor(fixture.store, QuerySettings.defaults(), new FixedFacts(), System::nanoTime);

        /** Fills it. */
        @Setup
        public void fill(Size size) {
            fixture.store(items, size.objects, (rows, row) -> {
                rows.setText(code, row, StoreFixture.utf8(code(row)));
                rows.setWhole(number, row, row);
                rows.setText(label, row, StoreFixture.utf8(label(row)));
            });
        }
    }

    /** In plain arrays. */
    @State(Scope.Benchmark)
    public static class Arrays {
        long[] numbers = {};
        byte[][] labels = {};

        /** Fills them. */
        @Setup
        public void fill(Size size) {
            numbers = new long[size.objects];
            labels = new byte[size.objects][];
            for (int i = 0; i < size.objects; i++) {
                numbers[i] = i;
                labels[i] = label(i).getBytes(StandardCharsets.UTF_8);
            }
        }
    }

    /** In H2, in memory. */
    @State(Scope.Benchmark)
    public static class H2 {
        private final Connection connection = open("items");
        PreparedStatement byCode;
        PreparedStatement byNumber;
        PreparedStatement byLabel;

        static Connection open(String name) {
            try {
                return DriverManager.getConnection("jdbc:h2:mem:" + name);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        /** Fills it. */
        @Setup
        public void fill(Size size) throws SQLException {
            try (Statement statement = connection.createStatement()) {
                statement.execute("CREATE TABLE item(id UUID, code VARCHAR, number BIGINT, label VARCHAR)");
                statement.execute("INSERT INTO item SELECT RANDOM_UUID(), 'item-code-' || x, x, 'label ' || x"
                        + " FROM SYSTEM_RANGE(0, " + (size.objects - 1) + ")");
                statement.execute("CREATE HASH INDEX by_code ON item(code)");
            }
            byCode = connection.prepareStatement("SELECT id, code, number, label FROM item WHERE code = ?");
            byNumber = connection.prepareStatement("SELECT id, code, number, label FROM item WHERE number = ?");
            byLabel = connection.prepareStatement("SELECT id, code, number, label FROM item WHERE label = ?");
        }

        /** Drops the database. */
        @TearDown
        public void close() throws SQLException {
            connection.close();
        }
    }

    /** An item of the indexed collection. */
    public record Item(String code, long number, String label) {}

    /** In CQEngine. */
    @State(Scope.Benchmark)
    public static class CqEngine {
        static final SimpleAttribute<Item, String> CODE = new SimpleAttribute<>(Item.class, String.class, "code") {
            @Override
            public String getValue(Item item, QueryOptions options) {
                return item.code();
            }
        };
        static final SimpleAttribute<Item, Long> NUMBER = new SimpleAttribute<>(Item.class, Long.class, "number") {
            @Override
            public Long getValue(Item item, QueryOptions options) {
                return item.number();
            }
        };
        static final SimpleAttribute<Item, String> LABEL = new SimpleAttribute<>(Item.class, String.class, "label") {
            @Override
            public String getValue(Item item, QueryOptions options) {
                return item.label();
            }
        };

        final IndexedCollection<Item> items = new ConcurrentIndexedCollection<>();

        /** Fills it. */
        @Setup
        public void fill(Size size) {
            items.addIndex(HashIndex.onAttribute(CODE));
            for (int i = 0; i < size.objects; i++) {
                items.add(new Item(code(i), i, label(i)));
            }
        }
    }
}
