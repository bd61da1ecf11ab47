package io.fusioncache.server.engine.object;

import io.fusioncache.server.buffer.AnswerBuffer;
import io.fusioncache.server.buffer.MessageBytes;
import io.fusioncache.server.engine.composite.Zipf;
import io.fusioncache.server.query.FixedFacts;
import io.fusioncache.server.query.QueryProcessor;
import io.fusioncache.server.query.QueryRequest;
import io.fusioncache.server.query.QuerySettings;
import io.fusioncache.server.query.QuerySource;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/**
 * An object by its OID, beside a {@link HashMap} of the answers by {@link UUID} and a copy of what it has. 1,000,000
 * objects of four members, one of them a link to an object of one member, drawn by Zipf.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class GetBenchmark {
    private static final int OBJECTS = 1_000_000;
    private static final int CITIES = 10_000;

    private final Zipf zipf = new Zipf(OBJECTS, 0.99, 1);
    private final StoreFixture fixture = new StoreFixture();
    private final ObjectClass cities = fixture.create("Address", "city:string");
    private final ObjectClass persons =
            fixture.create("Person", "forename:string", "surname:string", "age:int", "address:Address");
    private final Column city = StoreFixture.column(cities, "city");
    private final Column forename = StoreFixture.column(persons, "forename");
    private final Column surname = StoreFixture.column(persons, "surname");
    private final Column age = StoreFixture.column(persons, "age");
    private final Column address = StoreFixture.column(persons, "address");
    private final QueryProcessor processor =
            new QueryProcessor(fixture.store, QuerySettings.defaults(), new FixedFacts(), System::nanoTime);
    private final Map<UUID, byte[]> map = new HashMap<>();
    private final MessageBytes[] texts = new MessageBytes[OBJECTS];
    private List<Oid> oids = List.of();

    /** One place in the drawn numbers for each thread. */
    @State(Scope.Thread)
    public static class Place {
        private int next;
    }

    /** Fills the store and the map, which has the very answers. */
    @Setup
    public void fill() {
        try (StoreBatch batch = fixture.store.newBatch()) {
            BatchRows places = batch.rows(cities);
            for (int i = 0; i < CITIES; i++) {
                places.setText(city, places.add(), StoreFixture.utf8("City number " + i));
            }
            BatchRows rows = batch.rows(persons);
            for (int i = 0; i < OBJECTS; i++) {
                int row = rows.add();
                rows.setText(forename, row, StoreFixture.utf8("Forename" + i % 1000));
                rows.setText(surname, row, StoreFixture.utf8("Surname" + i));
                rows.setWhole(age, row, i % 100);
                rows.setLink(address, row, i % CITIES);
            }
            fixture.store.store(batch);
            oids = StoreFixture.oids(rows);
        }
        for (int i = 0; i < OBJECTS; i++) {
            UUID uuid = new UUID(oids.get(i).high(), oids.get(i).low());
            texts[i] = MessageBytes.of(
                    ("{\"GET\":{\"Person\":{\"_oids\":[\"" + uuid + "\"]}}}").getBytes(StandardCharsets.UTF_8));
            map.put(uuid, answer(i).toByteArray());
        }
    }

    private AnswerBuffer answer(int number) {
        AnswerBuffer answer = new AnswerBuffer();
        processor.run(new QueryRequest(texts[number], QuerySource.REST, null, System.nanoTime(), false, 0), answer);
        return answer;
    }

    /** The baseline: look up and copy. */
    @Benchmark
    public byte[] mapGetAndCopy(Place place) {
        Oid oid = oids.get(zipf.at(place.next++));
        return map.get(new UUID(oid.high(), oid.low())).clone();
    }

    /** The engine alone: find the row and read every member, those of the linked object too. */
    @Benchmark
    public void engine(Place place, Blackhole hole) {
        Oid oid = oids.get(zipf.at(place.next++));
        try (Snapshot snapshot = fixture.store.snapshot()) {
            int row = snapshot.rowOf(persons, oid.high(), oid.low());
            hole.consume(snapshot.text(forename, row));
            hole.consume(snapshot.text(surname, row));
            hole.consume(snapshot.whole(age, row));
            int linked = snapshot.link(address, row);
            hole.consume(snapshot.text(city, linked));
            hole.consume(snapshot.oidHigh(cities, linked));
            hole.consume(snapshot.oidLow(cities, linked));
        }
    }

    /** From the text of the query to the bytes of the answer. */
    @Benchmark
    public AnswerBuffer textToAnswer(Place place) {
        return answer(zipf.at(place.next++));
    }
}
