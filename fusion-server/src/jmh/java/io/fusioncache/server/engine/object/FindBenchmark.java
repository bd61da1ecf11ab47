package io.fusioncache.server.engine.object;

import static com.googlecode.cqengine.query.QueryFactory.equal;

import com.googlecode.cqengine.query.Query;
import com.googlecode.cqengine.resultset.ResultSet;
import io.fusioncache.server.buffer.AnswerBuffer;
import io.fusioncache.server.buffer.MessageBytes;
import io.fusioncache.server.query.QueryRequest;
import io.fusioncache.server.query.QuerySource;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/**
 * One object of many, by a member that is indexed and by members that are not: in the store, in plain arrays, in H2 and
 * in CQEngine. Every member of what is found is read.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FindBenchmark {

    /** The engine, by the index. */
    @Benchmark
    public void indexed(ItemPeers.Size size, ItemPeers.Fusion fusion, Blackhole hole) {
        read(fusion, StoreFixture.equal(fusion.items, "code", StoreFixture.text(ItemPeers.code(size.any()))), hole);
    }

    /** From the text of the query to the bytes of the answer, by the index. */
    @Benchmark
    public AnswerBuffer indexedTextToAnswer(ItemPeers.Size size, ItemPeers.Fusion fusion) {
        byte[] text = StoreFixture.utf8("{\"FIND\":{\"Item\":{\"code\":\"" + ItemPeers.code(size.any()) + "\"}}}");
        AnswerBuffer answer = new AnswerBuffer();
        fusion.processor.run(
                new QueryRequest(MessageBytes.of(text), QuerySource.REST, null, System.nanoTime(), false, 0), answer);
        return answer;
    }

    /** H2, by a hash index. */
    @Benchmark
    public void indexedH2(ItemPeers.Size size, ItemPeers.H2 peer, Blackhole hole) throws SQLException {
        peer.byCode.setString(1, ItemPeers.code(size.any()));
        read(peer.byCode, hole);
    }

    /** CQEngine, by a hash index. */
    @Benchmark
    public void indexedCqEngine(ItemPeers.Size size, ItemPeers.CqEngine peer, Blackhole hole) {
        read(peer, equal(ItemPeers.CqEngine.CODE, ItemPeers.code(size.any())), hole);
    }

    /** The engine, by a number. */
    @Benchmark
    public void scanNumbers(ItemPeers.Size size, ItemPeers.Fusion fusion, Blackhole hole) {
        read(fusion, StoreFixture.equal(fusion.items, "number", new Scalar.Whole(size.any())), hole);
    }

    /** A loop over an array of numbers, to its end as the engine goes. */
    @Benchmark
    public int scanNumbersArray(ItemPeers.Size size, ItemPeers.Arrays arrays) {
        long wanted = size.any();
        int found = -1;
        long[] numbers = arrays.numbers;
        for (int i = 0; i < numbers.length; i++) {
            if (numbers[i] == wanted) {
                found = i;
            }
        }
        return found;
    }

    /** H2, by a number. */
    @Benchmark
    public void scanNumbersH2(ItemPeers.Size size, ItemPeers.H2 peer, Blackhole hole) throws SQLException {
        peer.byNumber.setLong(1, size.any());
        read(peer.byNumber, hole);
    }

    /** CQEngine, by a number. */
    @Benchmark
    public void scanNumbersCqEngine(ItemPeers.Size size, ItemPeers.CqEngine peer, Blackhole hole) {
        read(peer, equal(ItemPeers.CqEngine.NUMBER, (long) size.any()), hole);
    }

    /** The engine, by a text. */
    @Benchmark
    public void scanTexts(ItemPeers.Size size, ItemPeers.Fusion fusion, Blackhole hole) {
        read(fusion, StoreFixture.equal(fusion.items, "label", StoreFixture.text(ItemPeers.label(size.any()))), hole);
    }

    /** A loop over an array of texts, to its end as the engine goes. */
    @Benchmark
    public int scanTextsArray(ItemPeers.Size size, ItemPeers.Arrays arrays) {
        byte[] wanted = StoreFixture.utf8(ItemPeers.label(size.any()));
        int found = -1;
        byte[][] labels = arrays.labels;
        for (int i = 0; i < labels.length; i++) {
            if (java.util.Arrays.equals(labels[i], wanted)) {
                found = i;
            }
        }
        return found;
    }

    private static void read(ItemPeers.Fusion fusion, Condition condition, Blackhole hole) {
        try (Snapshot snapshot = fusion.fixture.store.snapshot()) {
            for (int row : snapshot.find(fusion.items, List.of(condition), 0, 50_000).rows()) {
                hole.consume(snapshot.oidHigh(fusion.items, row));
                hole.consume(snapshot.oidLow(fusion.items, row));
                hole.consume(snapshot.text(fusion.code, row));
                hole.consume(snapshot.whole(fusion.number, row));
                hole.consume(snapshot.text(fusion.label, row));
            }
        }
    }

    private static void read(PreparedStatement statement, Blackhole hole) throws SQLException {
        try (java.sql.ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                hole.consume(rows.getObject(1));
                hole.consume(rows.getString(2));
                hole.consume(rows.getLong(3));
                hole.consume(rows.getString(4));
            }
        }
    }

    private static void read(ItemPeers.CqEngine peer, Query<ItemPeers.Item> query, Blackhole hole) {
        try (ResultSet<ItemPeers.Item> found = peer.items.retrieve(query)) {
            for (ItemPeers.Item item : found) {
                hole.consume(item.code());
                hole.consume(item.number());
                hole.consume(item.label());
            }
        }
    }
}
