package io.fusioncache.server.query;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fusioncache.server.buffer.AnswerBuffer;
import io.fusioncache.server.buffer.MessageBytes;
import io.fusioncache.server.engine.memory.MemoryAccount;
import io.fusioncache.server.engine.object.ObjectStore;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Texts that no decent client sends: they get an error that is not 5000, and change nothing. */
class HostileTextTest {
    private static final String OID = "5838dcf5-1b0c-4b35-9d2c-6a2d7dd1c0a1";
    private static final List<String> QUERIES = List.of(
            "{\"CREATE_CLASSES\":{\"_qid\":\"q\",\"A\":{\"x\":{\"_type\":\"int\",\"_index\":true},\"b\":\"B[]\"},\"B\":{\"y\":\"string\"}}}",
            "{\"STORE\":{\"_class\":\"P\",\"_objects\":[{\"s\":\"ä\\u20ac\",\"i\":-12,\"u\":7,\"d\":1.5e3,\"b\":true,\"a\":1.50,\"l\":[1,2],\"p\":{\"s\":\"x\"},\"ps\":[{\"P\":{\"i\":1}}]}]}}",
            "{\"STORE\":{\"_objects\":[{\"s\":\"x\"}],\"_class\":{\"N\":{\"s\":\"string\"}},\"_rsp\":\"all\"}}",
            "{\"GET\":{\"_depth\":3,\"P\":{\"_oids\":[\"" + OID + "\"]}}}",
            "{\"FIND\":{\"_limit\":5,\"_offset\":1,\"_metrics\":true,\"P\":{\"s\":{\"rgx\":\"a.*\",\"!=\":\"b\"},\"i\":{\">\":-3,\"in\":[1,2]},\"p\":{\"b\":true},\"a\":null}}}",
            "{\"COUNT\":{\"P\":{\"ps\":{\"d\":{\"<=\":2.5}},\"l\":4}}}",
            "{\"UPDATE\":{\"P\":{\"_where\":{\"s\":\"keep\"},\"s\":\"y\",\"l\":[3],\"p\":{\"i\":4},\"b\":null}}}",
            "{\"DELETE\":{\"P\":{\"_deep\":true,\"_oids\":[\"" + OID + "\"]}}}",
            "{\"OIDS\":{\"_class\":\"P\"}}",
            "{\"CLEAR\":{\"_confirm\":\"IKnowWhatImDoing\"}}",
            "{\"CLASSES\":{}}",
            "{\"STATS\":{\"_qid\":\"s\"}}");

    private final JsonMapper json = new JsonMapper();
    private QueryProcessor processor = newProcessor();

    private static QueryProcessor newProcessor() {
        ObjectStore store = new ObjectStore(new MemoryAccount(1L << 30), new Random(1), System::nanoTime);
        return new QueryProcessor(store, QuerySettings.defaults(), new FixedFacts(), System::nanoTime);
    }

    @BeforeEach
    void fillTheStore() {
        processor = newProcessor();
        ask(
                "{\"CREATE_CLASSES\":{\"P\":{\"s\":{\"_type\":\"string\",\"_index\":true},\"i\":\"int\",\"u\":\"uint\",\"d\":\"decimal\",\"b\":\"bool\",\"a\":\"any\",\"l\":\"int[]\",\"p\":\"P\",\"ps\":\"P[]\"}}}"
                        .getBytes(UTF_8));
        ask("{\"STORE\":{\"_class\":\"P\",\"_objects\":[{\"s\":\"keep\",\"i\":1,\"p\":{\"s\":\"linked\"}}]}}"
                .getBytes(UTF_8));
    }

    private String ask(byte[] text) {
        AnswerBuffer answer = new AnswerBuffer();
        QueryOutcome outcome = processor.run(
                new QueryRequest(MessageBytes.of(text), QuerySource.STANDARD, null, System.nanoTime(), false, 0),
                answer);
        return outcome == QueryOutcome.SILENT ? "" : answer.toString();
    }

    private String state() {
        return ask("{\"CLASSES\":{}}".getBytes(UTF_8)) + ask("{\"FIND\":{\"P\":{}}}".getBytes(UTF_8));
    }

    private void requireSane(String answer, byte[] text) {
        if (answer.isEmpty()) {
            return;
        }
        JsonNode tree = json.readTree(answer);
        assertTrue(tree.isObject(), answer);
        for (JsonNode member : tree) {
            int code = member.path("_err").path("_c").asInt(0);
            assertFalse(code == 5000, () -> new String(text, UTF_8) + " got " + answer);
        }
    }

    @Test
    void everyBeginningOfAQueryIsIncomplete() {
        String before = state();
        for (String query : QUERIES) {
            byte[] whole = query.getBytes(UTF_8);
            for (int length = 0; length < whole.length; length++) {
                byte[] part = Arrays.copyOf(whole, length);
                String answer = ask(part);
                requireSane(answer, part);
                assertTrue(answer.contains("\"_c\":1306"), () -> new String(part, UTF_8) + " got " + answer);
            }
        }
        assertEquals(before, state());
    }

    @Test
    void changedBytesGetAnAnswerThatIsNoDefect() {
        Random random = new Random(20261121);
        for (int round = 0; round < 4_000; round++) {
            byte[] text = QUERIES.get(random.nextInt(QUERIES.size())).getBytes(UTF_8);
            int changes = 1 + random.nextInt(3);
            for (int i = 0; i < changes; i++) {
                text[random.nextInt(text.length)] = (byte)
                        (random.nextBoolean() ? "{}[]\",:_x01-.en\\".charAt(random.nextInt(16)) : random.nextInt());
            }
            String before = state();
            String answer = ask(text);
            requireSane(answer, text);
            String after = state();
            if (answer.contains("_RSP_ERR\"")) {
                assertEquals(before, after, () -> new String(text, UTF_8));
            } else if (!before.equals(after)) {
                fillTheStore();
            }
        }
    }

    @Test
    void partsPutTogetherAnyhowGetAnAnswerThatIsNoDefect() {
        String[] words = {
            "{",
            "}",
            "[",
            "]",
            ":",
            ",",
            "\"STORE\"",
            "\"FIND\"",
            "\"UPDATE\"",
            "\"_class\"",
            "\"_objects\"",
            "\"_oids\"",
            "\"_where\"",
            "\"P\"",
            "\"s\"",
            "\"p\"",
            "\"ps\"",
            "\"_oid\"",
            "\"" + OID + "\"",
            "null",
            "true",
            "1",
            "1.5",
            "\"x\"",
            "{}",
            "[]",
            "\">\"",
            "\"in\""
        };
        Random random = new Random(99);
        String before = state();
        for (int round = 0; round < 6_000; round++) {
            StringBuilder text = new StringBuilder("{\"" + (random.nextBoolean() ? "FIND" : "COUNT") + "\":{\"P\":{");
            int count = random.nextInt(14);
            for (int i = 0; i < count; i++) {
                text.append(i % 4 == 1 ? ":" : i % 4 == 3 ? "," : words[random.nextInt(words.length)]);
            }
            text.append("}}}");
            byte[] bytes = text.toString().getBytes(UTF_8);
            requireSane(ask(bytes), bytes);
        }
        assertEquals(before, state());
    }
}
