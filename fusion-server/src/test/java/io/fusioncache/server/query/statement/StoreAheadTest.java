package io.fusioncache.server.query.statement;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fusioncache.server.engine.memory.MemoryAccount;
import io.fusioncache.server.engine.object.ClassDefinition;
import io.fusioncache.server.engine.object.MemberDefinition;
import io.fusioncache.server.engine.object.MemberType;
import io.fusioncache.server.engine.object.ObjectClass;
import io.fusioncache.server.engine.object.ObjectStore;
import io.fusioncache.server.engine.object.ScalarType;
import io.fusioncache.server.engine.object.Snapshot;
import io.fusioncache.server.engine.object.StoreBatch;
import io.fusioncache.server.query.json.JsonFormat;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read of a STORE before it is whole, and what becomes of it. */
class StoreAheadTest {
    private static final String HEAD = "{\"STORE\":{\"_class\":\"P\",\"_objects\":[";
    private static final String OBJECT = "{\"s\":\"some text\"}";

    private final MemoryAccount account = new MemoryAccount(10_000_000);
    private final ObjectStore store = new ObjectStore(account, new Random(1), () -> 0);
    private final ObjectClass root = define("P");
    private final StoreBatch unused = store.newBatch();
    private final long atRest = account.used();

    private ObjectClass define(String name) {
        store.createClasses(List.of(definition(name, ScalarType.STRING)));
        try (Snapshot snapshot = store.snapshot()) {
            return Objects.requireNonNull(snapshot.catalog().find(name));
        }
    }

    private static ClassDefinition definition(String name, ScalarType type) {
        return new ClassDefinition(name, List.of(new MemberDefinition("s", new MemberType.Plain(type, false), false)));
    }

    private StoreAhead ahead(String... chunks) {
        StoreAhead ahead = new StoreAhead(store, new JsonFormat());
        for (String chunk : chunks) {
            ahead.read(chunk.getBytes(UTF_8));
        }
        return ahead;
    }

    private int objects(StoreAhead ahead) {
        StoreAhead.Part part = ahead.handOver(root, unused, HEAD.length());
        if (part == null) {
            return 0;
        }
        part.batch().close();
        return part.rows().size();
    }

    @Test
    void everyObjectThatIsWholeIsRead() {
        String first = HEAD + OBJECT + "," + OBJECT;
        try (StoreAhead ahead = ahead(first, ", " + OBJECT + ",{\"s\":\"so", "me text\"}", ",{")) {
            StoreAhead.Part part = Objects.requireNonNull(ahead.handOver(root, unused, HEAD.length()));
            assertEquals(4, part.rows().size());
            assertEquals(4, part.batch().rows(root).size());
            assertEquals(first.length() + 2 + 2 * OBJECT.length() + 1, part.end());
            assertNull(ahead.handOver(root, unused, HEAD.length()));
            assertTrue(account.used() > atRest);
            part.batch().close();
        }
        assertEquals(atRest, account.used());
    }

    @Test
    void whatNobodyTakesOverIsGivenBack() {
        StoreAhead ahead = ahead(HEAD + (OBJECT + ",").repeat(5000));
        assertTrue(account.used() > atRest);
        ahead.close();
        ahead.close();
        assertEquals(0, objects(ahead));
        assertEquals(atRest, account.used());
    }

    @Test
    void anotherClassOrPlaceTakesNothingOver() {
        ObjectClass other = define("Q");
        try (StoreAhead ahead = ahead(HEAD + OBJECT + ",")) {
            assertNull(ahead.handOver(other, unused, HEAD.length()));
            assertNull(ahead.handOver(root, unused, HEAD.length() + 1));
            assertEquals(1, objects(ahead));
        }
    }

    @Test
    void aClassThatTheTextDefinesIsTakenOverWithItsObjects() {
        String definition = "{\"New\":{\"s\":\"string\"}}";
        String head = "{\"STORE\":{\"_class\":" + definition + ",\"_objects\":[";
        try (StoreAhead ahead = ahead(head + OBJECT + "," + OBJECT);
                StoreBatch whole = store.newBatch();
                StoreBatch elsewhere = store.newBatch()) {
            ClassDefinition wanted = definition("New", ScalarType.STRING);
            ObjectClass differs = elsewhere.define(definition("New", ScalarType.INT));
            assertNull(ahead.handOver(differs, elsewhere, head.length()));
            ObjectClass equal = whole.define(wanted);
            assertNull(ahead.handOver(equal, elsewhere, head.length()));
            StoreAhead.Part part = Objects.requireNonNull(ahead.handOver(equal, whole, head.length()));
            assertEquals(2, part.rows().size());
            assertTrue(part.batch().defines(part.root()));
            assertEquals(wanted, part.root().definition());
            part.batch().close();
        }
        assertEquals(atRest, account.used());
    }

    @Test
    void aClassThatSomebodyElseHasMadeMeanwhileIsNotTheDefinedOne() {
        String head = "{\"STORE\":{\"_class\":{\"New\":{\"s\":\"string\"}},\"_objects\":[";
        try (StoreAhead ahead = ahead(head + OBJECT + "," + OBJECT)) {
            ObjectClass made = define("New");
            assertNull(ahead.handOver(made, unused, head.length()));
        }
    }

    @Test
    void attributesBeforeTheObjectsArePassedOver() {
        String head = "{\"STORE\":{\"_rsp\":\"none\",\"_qid\":[1],\"_class\":\"P\",\"_objects\":[";
        try (StoreAhead ahead = ahead(head + OBJECT + "," + OBJECT)) {
            StoreAhead.Part part = Objects.requireNonNull(ahead.handOver(root, unused, head.length()));
            assertEquals(2, part.rows().size());
            part.batch().close();
        }
    }

    @Test
    void theReadingEndsBeforeWhatIsNotPlainAndDoesNotGoOn() {
        String escaped = ",{\"s\":\"a\\tb\"},";
        try (StoreAhead ahead = ahead(HEAD + OBJECT + "," + OBJECT + escaped + OBJECT, "," + OBJECT)) {
            StoreAhead.Part part = Objects.requireNonNull(ahead.handOver(root, unused, HEAD.length()));
            assertEquals(2, part.rows().size());
            assertEquals(HEAD.length() + 2 * OBJECT.length() + 1, part.end());
            part.batch().close();
        }
    }

    @Test
    void whatIsNotUtf8IsNotRead() {
        try (StoreAhead ahead = ahead(HEAD + OBJECT)) {
            byte[] faulty = ",{\"s\":\"?\"},".getBytes(UTF_8);
            faulty[7] = (byte) 0xFF;
            ahead.read(faulty);
            assertEquals(0, objects(ahead));
            assertEquals(atRest, account.used());
        }
    }

    @Test
    void aFullMemoryEndsTheReading() {
        account.charge(account.limit() - account.used() - 100_000);
        long used = account.used();
        try (StoreAhead ahead = ahead(HEAD + (OBJECT + ",").repeat(20_000))) {
            assertEquals(0, objects(ahead));
            assertEquals(used, account.used());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[",
                "{\"COUNT\":{}}",
                "{\"STORE\":[",
                "{\"STORE\":{\"_objects\":[{\"s\":\"x\"}],\"_class\":\"P\"}}",
                "{\"STORE\":{\"_class\":\"None\",\"_objects\":[{\"s\":\"x\"},",
                "{\"STORE\":{\"_class\":{\"P\":{\"s\":\"int\"}},\"_objects\":[{\"s\":1},",
                "{\"STORE\":{\"_class\":{\"P\":{\"s\":",
                "{\"STORE\":{\"_class\":\"P\",\"_objects\":{",
                "{\"STORE\":{\"_class\":\"P\",\"_objects\":[]}}",
                "{\"STORE\":{\"_class\":\"P\",\"_objects\":[1,",
                "{\"STORE\":{\"_class\":\"P\",\"_objects\":[{\"s\":\"no end",
                "{\"STORE\":{\"_class\":\"P\",\"_objects\":[{\"unknown\":1},",
                "{\"STORE\":{\"_class\":\"P\",\"_cla"
            })
    void whatIsUnusualIsLeftToTheWholeText(String text) {
        try (StoreAhead ahead = ahead(text, OBJECT + ",")) {
            assertNull(ahead.handOver(root, unused, text.indexOf('[') + 1));
            assertEquals(atRest, account.used());
        }
    }
}
