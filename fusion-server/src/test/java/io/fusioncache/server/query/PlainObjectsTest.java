package io.fusioncache.server.query;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fusioncache.server.buffer.AnswerBuffer;
import io.fusioncache.server.buffer.MessageBytes;
import io.fusioncache.server.engine.memory.MemoryAccount;
import io.fusioncache.server.engine.object.BatchRows;
import io.fusioncache.server.engine.object.ObjectClass;
import io.fusioncache.server.engine.object.ObjectStore;
import io.fusioncache.server.engine.object.Snapshot;
import io.fusioncache.server.engine.object.StoreBatch;
import io.fusioncache.server.query.parse.PlainObjects;
import io.fusioncache.server.query.statement.StoreAhead;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Many objects in one STORE: those that are read straight from the bytes, and those beside them that are not. */
class PlainObjectsTest {
    private static final String MEMBERS =
            "\"s\":{\"_type\":\"string\",\"_index\":true},\"name\":\"string\",\"i\":\"int\",\"u\":\"uint\",\"d\":\"decimal\","
                    + "\"b\":\"bool\",\"a\":\"any\",\"l\":\"int[]\",\"p\":\"P\"";

    private static final String[] PLAIN = {
        "\"s\":\"\"",
        "\"s\":\"short\"",
        "\"s\":\"a text of more than eight bytes, {not} [an] object: 1,2\"",
        "\"name\":\"Zoë 日本 𝄞\"",
        "\"name\": \"x\" ",
        "\"i\":0",
        "\"i\":-12",
        "\"i\" : 999999999999999999",
        "\"u\":7",
        "\"d\":1.25",
        "\"d\":-0.0",
        "\"d\":12",
        "\"d\":9007199254740993",
        "\"d\":0.1234567890123456",
        "\"b\":true",
        "\"b\":false",
        "\"s\":null",
        "\"p\":null",
        "\"a\":null"
    };

    private static final String[] NOT_PLAIN = {
        "\"s\":\"an \\\"escape\\\"\"",
        "\"s\":\"\\ud834\\udd1e\"",
        "\"\\u0073\":\"name with an escape\"",
        "\"i\":9223372036854775807",
        "\"u\":18446744073709551615",
        "\"i\":-0",
        "\"u\":-0",
        "\"d\":1e3",
        "\"a\":\"any\"",
        "\"a\":1.50",
        "\"l\":[1,2]",
        "\"p\":{\"s\":\"linked\"}"
    };

    private static final String[] WRONG = {
        "\"s\":1",
        "\"s\":\"\\ud834\"",
        "\"s\":\"line\nbreak\"",
        "\"s\":\"x\",\"s\":\"y\"",
        "\"i\":1,\"i\":null",
        "\"i\":\"1\"",
        "\"i\":1.5",
        "\"i\":01",
        "\"i\":-",
        "\"i\":+1",
        "\"i\":1x",
        "\"i\":9223372036854775808",
        "\"u\":-1",
        "\"d\":1.",
        "\"d\":.5",
        "\"d\":1e999",
        "\"b\":truex",
        "\"b\":tru",
        "\"b\":1",
        "\"b\":nul",
        "\"unknown\":1",
        "\"\":1",
        "\"_oid\":\"x\"",
        "\"i\":[1]",
        "\"p\":1",
        "\"s\":",
        "\"s\"",
        "\"s\" \"x\"",
        "\"s\":\"x\",",
        ",\"s\":\"x\"",
        "s:1",
        "\"s\":\"no end",
        "\"i\":1}",
        "\"i\":1]"
    };

    private static QueryProcessor newProcessor(String more) {
        ObjectStore store = new ObjectStore(new MemoryAccount(1L << 30), new Random(1), () -> 0);
        QueryProcessor processor = new QueryProcessor(store, QuerySettings.defaults(), new FixedFacts(), () -> 0);
        String created = ask(processor, message("{\"CREATE_CLASSES\":{\"P\":{" + MEMBERS + more + "}}}"));
        assertTrue(created.startsWith("{\"CREATE_CLASSES_RSP\""), created);
        return processor;
    }

    /** One whose class has more members than objects can have that are read straight from the bytes. */
    private static QueryProcessor newReference() {
        StringBuilder more = new StringBuilder();
        for (int i = 0; i < Long.SIZE; i++) {
            more.append(",\"unusedMemberNumber").append(i).append("\":\"bool\"");
        }
        return newProcessor(more.toString());
    }

    private static MessageBytes message(String text) {
        return MessageBytes.of(text.getBytes(UTF_8));
    }

    private static String ask(QueryProcessor processor, MessageBytes message) {
        AnswerBuffer answer = new AnswerBuffer();
        processor.run(new QueryRequest(message, QuerySource.BULK, null, 0, false, 0), answer);
        return answer.toString();
    }

    private static String everything(QueryProcessor processor) {
        AnswerBuffer answer = new AnswerBuffer();
        processor.run(
                new QueryRequest(message("{\"FIND\":{\"P\":{}}}"), QuerySource.STANDARD, null, 0, false, 0), answer);
        return answer.toString();
    }

    private static MessageBytes cut(String text, SplittableRandom random) {
        return cut(text.getBytes(UTF_8), random);
    }

    private static MessageBytes cut(byte[] bytes, SplittableRandom random) {
        List<byte[]> chunks = new ArrayList<>();
        int from = 0;
        while (from < bytes.length) {
            int to = Math.min(bytes.length, from + 1 + random.nextInt(200));
            chunks.add(Arrays.copyOfRange(bytes, from, to));
            from = to;
        }
        return new MessageBytes(chunks, bytes.length);
    }

    private static <T> T oneOf(T[] choices, SplittableRandom random) {
        return choices[random.nextInt(choices.length)];
    }

    private static String object(SplittableRandom random, int unusualPercent) {
        List<String> members = new ArrayList<>();
        String names = "";
        for (int i = random.nextInt(6); i > 0; i--) {
            boolean unusual = random.nextInt(100) < unusualPercent;
            String member = oneOf(unusual ? NOT_PLAIN : PLAIN, random);
            String name = member.substring(0, 3).replace("\"\\u", "\"s\"");
            if (!names.contains(name)) {
                names += name;
                members.add(member);
            }
        }
        String blank = random.nextInt(10) == 0 ? " \r\n\t" : "";
        return "{" + blank + String.join(blank + ",", members) + blank + "}";
    }

    private static String store(List<String> objects, String separator) {
        return "{\"STORE\":{\"_class\":\"P\",\"_objects\":[" + String.join(separator, objects)
                + "],\"_qid\":\"q\",\"_rsp\":\"all\"}}";
    }

    @Test
    void objectsAreReadAsIfOneByOne() {
        for (int seed = 0; seed < 150; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int unusual = seed % 3 == 0 ? 0 : seed % 3 == 1 ? 1 : 20;
            List<String> objects = new ArrayList<>();
            for (int i = 1 + random.nextInt(400); i > 0; i--) {
                objects.add(object(random, unusual));
            }
            check(seed, store(objects, seed % 7 == 0 ? " ,\n" : ","), random);
        }
    }

    @Test
    void whatIsWrongIsRefusedAsIfReadOneByOne() {
        for (int i = 0; i < WRONG.length; i++) {
            SplittableRandom random = new SplittableRandom(i);
            List<String> objects = new ArrayList<>();
            for (int before = 17 + random.nextInt(100); before > 0; before--) {
                objects.add(object(random, 1));
            }
            objects.add("{" + WRONG[i] + "}");
            for (int after = random.nextInt(3); after > 0; after--) {
                objects.add(object(random, 1));
            }
            check(i, store(objects, ","), random);
        }
    }

    @Test
    void whatIsWrongBesideObjectsIsRefusedAsIfReadOneByOne() {
        String plain = "{\"s\":\"x\"},".repeat(40);
        String[] ends = {
            "",
            "]",
            "]}",
            "]}}",
            "]}}}",
            "1]}}",
            "[]]}}",
            "\"\"]}}",
            "null]}}",
            ",]}}",
            "}]}}",
            "{\"s\":\"x\"}" + "]}} x",
            "{\"s\":\"x\"}{\"s\":\"x\"}]}}",
            "{\"s\":\"x\"},,{\"s\":\"x\"}]}}",
            "{\"s\":\"x\"}],\"_rsp\":5}}",
            "{\"s\":\"x\"}],\"_objects\":[]}}",
            "{\"s\":\"x\"}],\"_class\":\"P\"}}",
            "{\"s\":\"x\"}]},\"STORE\":{}}"
        };
        for (int i = 0; i < ends.length; i++) {
            String text = "{\"STORE\":{\"_class\":\"P\",\"_qid\":\"q\",\"_objects\":[" + plain + ends[i];
            check(i, text, new SplittableRandom(i));
        }
    }

    private static void check(int seed, String text, SplittableRandom random) {
        QueryProcessor processor = newProcessor("");
        QueryProcessor reference = newReference();
        String expected = ask(reference, message(text));
        assertEquals(expected, ask(processor, cut(text, random)), () -> "seed " + seed + ": " + text);
        String all = everything(reference);
        assertEquals(all, everything(processor), () -> "seed " + seed + ": " + text);
        QueryProcessor ahead = newProcessor("");
        assertEquals(expected, askAhead(ahead, text, random), () -> "ahead, seed " + seed + ": " + text);
        assertEquals(all, everything(ahead), () -> "ahead, seed " + seed + ": " + text);
    }

    /** Asks after some of the message was read ahead: from nothing to all of it. */
    private static String askAhead(QueryProcessor processor, String text, SplittableRandom random) {
        byte[] bytes = text.getBytes(UTF_8);
        int first = Math.min(bytes.length, random.nextInt(600));
        List<byte[]> chunks = new ArrayList<>();
        chunks.add(Arrays.copyOf(bytes, first));
        chunks.addAll(
                cut(Arrays.copyOfRange(bytes, first, bytes.length), random).chunks());
        AnswerBuffer answer = new AnswerBuffer();
        try (StoreAhead ahead = processor.readAhead()) {
            chunks.subList(0, random.nextInt(chunks.size() + 1)).forEach(ahead::read);
            processor.run(
                    new QueryRequest(
                            new MessageBytes(chunks, bytes.length), QuerySource.BULK, null, 0, false, 0, ahead),
                    answer);
        }
        return answer.toString();
    }

    @Test
    void objectsThatLinkTheirOwnClassAreAnsweredInTheirOrder() {
        QueryProcessor processor = newProcessor("");
        List<String> objects = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            objects.add(i % 7 == 3 ? "{\"i\":" + i + ",\"p\":{\"i\":-1}}" : "{\"i\":" + i + "}");
        }
        String[] entries = ask(processor, message(store(objects, ","))).split("\\{\"P\":\\{", -1);
        int entry = 1;
        for (int i = 0; i < 100; i++) {
            assertEquals(i % 7 == 3, entries[entry].startsWith("\"p\":"), "object " + i);
            entry += i % 7 == 3 ? 2 : 1;
        }
        assertEquals(entries.length, entry);
    }

    @Test
    void stopsBeforeTheFirstObjectThatIsNotPlain() {
        ObjectStore store = new ObjectStore(new MemoryAccount(1L << 30), new Random(1), () -> 0);
        QueryProcessor processor = new QueryProcessor(store, QuerySettings.defaults(), new FixedFacts(), () -> 0);
        ask(processor, message("{\"CREATE_CLASSES\":{\"P\":{" + MEMBERS + "}}}"));
        String plain = ",{\"s\":\"x\",\"i\":1,\"b\":true},{},{\"d\":0.5,\"name\":\"y\"}";
        try (StoreBatch batch = store.newBatch();
                Snapshot snapshot = store.snapshot()) {
            ObjectClass objectClass = Objects.requireNonNull(snapshot.catalog().find("P"));
            BatchRows rows = batch.rows(objectClass);
            assertEquals(
                    plain.length(),
                    new PlainObjects(
                                    objectClass,
                                    rows,
                                    message(plain + ",{\"s\":\"\\n\"}").chunks())
                            .read(0));
            assertEquals(3, rows.size());
            for (String member : NOT_PLAIN) {
                if (!member.contains("-0")) {
                    assertEquals(
                            0,
                            new PlainObjects(
                                            objectClass,
                                            rows,
                                            message(",{" + member + "}]}}").chunks())
                                    .read(0),
                            member);
                }
            }
            assertEquals(3, rows.size());
        }
    }
}
