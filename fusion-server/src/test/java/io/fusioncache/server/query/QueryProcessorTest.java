package io.fusioncache.server.query;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fusioncache.common.fql.FqlError;
import io.fusioncache.server.buffer.AnswerBuffer;
import io.fusioncache.server.buffer.AnswerParts;
import io.fusioncache.server.buffer.MessageBytes;
import io.fusioncache.server.engine.memory.MemoryAccount;
import io.fusioncache.server.engine.memory.MemoryLimitException;
import io.fusioncache.server.engine.object.ObjectStore;
import io.fusioncache.server.engine.object.Snapshot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What of the processor golden scripts can't show. */
class QueryProcessorTest {
    private final AtomicLong clock = new AtomicLong(1_000_000);
    private final ObjectStore store = new ObjectStore(new MemoryAccount(1L << 30), new Random(1), clock::get);
    private final AnswerBuffer answer = new AnswerBuffer();
    private QueryProcessor processor =
            new QueryProcessor(store, QuerySettings.defaults(), new FixedFacts(), clock::get);

    private static MessageBytes message(String text) {
        return MessageBytes.of(text.getBytes(UTF_8));
    }

    private String ask(String text) {
        return ask(message(text), null);
    }

    private String ask(MessageBytes message, @Nullable Snapshot snapshot) {
        answer.clear();
        processor.run(new QueryRequest(message, QuerySource.STANDARD, snapshot, clock.get(), false, 0), answer);
        return answer.toString();
    }

    private void storeOne() {
        ask("{\"CREATE_CLASSES\":{\"P\":{\"s\":\"string\"}}}");
        ask("{\"STORE\":{\"_class\":\"P\",\"_objects\":[{\"s\":\"x\"}]}}");
    }

    @Test
    void readsAMessageInParts() {
        storeOne();
        byte[] query = "{\"COUNT\":{\"_qid\":\"ä€😀\",\"P\":{\"s\":\"x\"}}}".getBytes(UTF_8);
        for (int cut = 0; cut <= query.length; cut++) {
            MessageBytes parts = new MessageBytes(
                    List.of(Arrays.copyOf(query, cut), new byte[0], Arrays.copyOfRange(query, cut, query.length)),
                    query.length);
            assertEquals("{\"_qid\":\"ä€😀\",\"COUNT_RSP\":{\"P\":{\"_cnt\":1}}}", ask(parts, null));
        }
        byte[] objectsFirst =
                "{\"STORE\":{\"_objects\":[{\"s\":\"é\"}],\"_class\":\"P\",\"_qid\":\"q\"}}".getBytes(UTF_8);
        for (int cut = 0; cut <= objectsFirst.length; cut++) {
            MessageBytes parts = new MessageBytes(
                    List.of(
                            Arrays.copyOf(objectsFirst, cut),
                            Arrays.copyOfRange(objectsFirst, cut, objectsFirst.length)),
                    objectsFirst.length);
            assertTrue(ask(parts, null).startsWith("{\"_qid\":\"q\",\"STORE_RSP\":[{\"P\":{\"_oid\":\""));
        }
    }

    @Test
    void refusesBytesThatAreNotUtf8() {
        byte[] overlong = "{\"COUNT\":{\"_qid\":\"xx\"}}".getBytes(UTF_8);
        overlong[19] = (byte) 0xC0;
        overlong[20] = (byte) 0x80;
        assertEquals(
                "{\"QUERY_RSP_ERR\":{\"_err\":{\"_c\":1306,\"_a\":\"line 1, column 20\","
                        + "\"_m\":\"The text is not JSON at line 1, column 20: the bytes are not UTF-8.\"}}}",
                ask(MessageBytes.of(overlong), null));
        byte[] mark = "\uFEFF{\"COUNT\":{}}".getBytes(UTF_8);
        assertTrue(ask(MessageBytes.of(mark), null).contains("\"_c\":1306"));
        byte[] wide = "{\"COUNT\":{}}".getBytes(java.nio.charset.StandardCharsets.UTF_16LE);
        assertTrue(ask(MessageBytes.of(wide), null).contains("\"_c\":1306"));
    }

    @Test
    void anEmptyMessageIsNoJson() {
        assertEquals(
                "{\"QUERY_RSP_ERR\":{\"_err\":{\"_c\":1306,\"_a\":\"line 1, column 1\",\"_m\":\"The text is empty.\"}}}",
                ask(""));
        assertTrue(ask(" \n ").contains("\"_c\":1306"));
    }

    @Test
    void readsTheStateThatIsGiven() {
        storeOne();
        try (Snapshot before = store.snapshot()) {
            ask("{\"STORE\":{\"_class\":\"P\",\"_objects\":[{},{}]}}");
            assertEquals("{\"COUNT_RSP\":{\"P\":{\"_cnt\":1}}}", ask(message("{\"COUNT\":{}}"), before));
            assertEquals("{\"COUNT_RSP\":{\"P\":{\"_cnt\":3}}}", ask("{\"COUNT\":{}}"));
            assertEquals("{\"COUNT_RSP\":{\"P\":{\"_cnt\":1}}}", ask(message("{\"COUNT\":{}}"), before));
        }
    }

    @Test
    void inAHurryALongAnswerIsLeftForLater() {
        ask("{\"CREATE_CLASSES\":{\"P\":{\"s\":\"string\"},\"Hub\":{\"ps\":\"P[]\"}}}");
        ask("{\"STORE\":{\"_class\":\"Hub\",\"_objects\":[{\"ps\":["
                + String.join(",", Collections.nCopies(600, "{\"s\":\"x\"}")) + "]}]}}");
        String hub = ask("{\"OIDS\":{\"_class\":\"Hub\"}}").replaceAll("(?s).*\\[\"([^\"]*)\"\\].*", "$1");
        String get = "{\"GET\":{\"Hub\":{\"_oids\":[\"" + hub + "\"]}}}";
        String whole = ask(get);
        assertTrue(whole.length() > 600 * 40, whole);
        answer.clear();
        QueryResult begun = processor.runInParts(
                new QueryRequest(message(get), QuerySource.STANDARD, null, clock.get(), false, 0), true, answer);
        assertEquals(QueryOutcome.ANSWERED, begun.outcome());
        assertEquals(0, answer.length(), "nothing of it is written yet");
        try (AnswerParts rest = Objects.requireNonNull(begun.rest())) {
            ask("{\"DELETE\":{\"P\":{}}}", new AnswerBuffer());
            while (rest.hasMore()) {
                rest.write();
            }
            assertEquals(whole, answer.toString(), "of the state when it was begun");
        }
    }

    private void ask(String text, AnswerBuffer into) {
        processor.run(new QueryRequest(message(text), QuerySource.STANDARD, null, clock.get(), false, 0), into);
    }

    @Test
    void tellsTimesInMicroseconds() {
        storeOne();
        AtomicLong ticks = new AtomicLong();
        // Each look at the clock finds it 5 microseconds later: at the beginning, when parsed, when written.
        processor = new QueryProcessor(store, QuerySettings.defaults(), new FixedFacts(), () -> ticks.addAndGet(5_000));
        processor.run(
                new QueryRequest(
                        message("{\"OIDS\":{\"_metrics\":true,\"_class\":\"P\"}}"),
                        QuerySource.STANDARD,
                        null,
                        -100_000,
                        true,
                        99_999),
                answer);
        assertTrue(
                answer.toString()
                        .endsWith(
                                ",\"_metrics\":{\"_qryQueued\":true,\"_qryQueue\":99,\"_parse\":5,\"_executor\":5,\"_total\":115}}"),
                answer::toString);
    }

    @Test
    void definesAClassThatAnotherWriteMadeMeanwhile() {
        definesWhile("{\"CREATE_CLASSES\":{\"P\":{\"s\":\"string\"}}}");
        assertTrue(answer.toString().startsWith("{\"_qid\":\"q\",\"STORE_RSP\":[{\"P\":{\"_oid\":"), answer::toString);
        assertEquals("{\"COUNT_RSP\":{\"P\":{\"_cnt\":1}}}", ask("{\"COUNT\":{}}"));
    }

    @Test
    void refusesADefinitionThatAnotherWriteMadeDifferentMeanwhile() {
        definesWhile("{\"CREATE_CLASSES\":{\"P\":{\"s\":\"int\"}}}");
        assertTrue(
                answer.toString().startsWith("{\"_qid\":\"q\",\"STORE_RSP_ERR\":{\"_err\":{\"_c\":1001,\"_a\":\"P\","),
                answer::toString);
        assertEquals("{\"COUNT_RSP\":{\"P\":{\"_cnt\":0}}}", ask("{\"COUNT\":{}}"));
    }

    /**
     * Runs a query between the reading and the doing of a {@code STORE} with a definition, when the clock is looked at.
     */
    private void definesWhile(String between) {
        QueryProcessor other = processor;
        AtomicLong looks = new AtomicLong();
        QueryProcessor defining = new QueryProcessor(store, QuerySettings.defaults(), new FixedFacts(), () -> {
            if (looks.incrementAndGet() == 2) {
                other.run(
                        new QueryRequest(message(between), QuerySource.STANDARD, null, 0, false, 0),
                        new AnswerBuffer());
            }
            return 0;
        });
        defining.run(
                new QueryRequest(
                        message(
                                "{\"STORE\":{\"_rsp\":\"all\",\"_class\":{\"P\":{\"s\":\"string\"}},\"_objects\":[{\"s\":\"x\"}],\"_qid\":\"q\"}}"),
                        QuerySource.STANDARD,
                        null,
                        0,
                        false,
                        0),
                answer);
    }

    @Test
    void refusesWithTheNameAndQidOfTheMessage() {
        QueryOutcome outcome = processor.refuse(
                QuerySource.STANDARD,
                message("{\"STORE\":{\"_class\":\"P\",\"_objects\":[],\"_qid\":\"q\"}}"),
                FqlError.SERVER_STOPPING,
                "server",
                "The server is stopping.",
                answer);
        assertEquals(QueryOutcome.FAILED, outcome);
        assertEquals(
                "{\"_qid\":\"q\",\"STORE_RSP_ERR\":{\"_err\":{\"_c\":1901,\"_a\":\"server\",\"_m\":\"The server is stopping.\"}}}",
                answer.toString());
    }

    @Test
    void refusesInSilenceWhenTheClientWantsNoAnswer() {
        QueryOutcome outcome = processor.refuse(
                QuerySource.STANDARD,
                message("{\"DELETE\":{\"P\":{},\"_rsp\":\"none\"}}"),
                FqlError.SERVER_STOPPING,
                "server",
                "The server is stopping.",
                answer);
        assertEquals(QueryOutcome.SILENT, outcome);
        assertEquals("", answer.toString());
    }

    @Test
    void refusesWhatCantBeReadAsAnUnknownQuery() {
        processor.refuse(
                QuerySource.STANDARD,
                message("{\"STORE\":{\"_qid\":\"q\",\"_cl"),
                FqlError.SERVER_STOPPING,
                "server",
                "Stopping.",
                answer);
        assertEquals(
                "{\"_qid\":\"q\",\"QUERY_RSP_ERR\":{\"_err\":{\"_c\":1901,\"_a\":\"server\",\"_m\":\"Stopping.\"}}}",
                answer.toString());
        processor.refuse(QuerySource.BULK, FqlError.VALUE_TOO_LONG, "message", "Too long.", answer);
        assertEquals(
                "{\"QUERY_RSP_ERR\":{\"_err\":{\"_c\":1503,\"_a\":\"message\",\"_m\":\"Too long.\"}}}",
                answer.toString());
    }

    @Test
    void aDefectIsAnsweredAndLoggedOnce() {
        processor = new QueryProcessor(store, new FailingSettings(), new FixedFacts(), clock::get);
        Logger logger = Logger.getLogger(QueryProcessor.class.getName());
        List<LogRecord> records = new ArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord record) {
                records.add(record);
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        logger.setUseParentHandlers(false);
        logger.addHandler(handler);
        try {
            assertEquals(
                    "{\"_qid\":\"q\",\"CLEAR_RSP_ERR\":{\"_err\":{\"_c\":5000,\"_a\":\"incident 1\","
                            + "\"_m\":\"The server failed at this query; its log tells more under incident 1.\"}}}",
                    ask("{\"CLEAR\":{\"_confirm\":\"x\",\"_qid\":\"q\"}}"));
        } finally {
            logger.removeHandler(handler);
            logger.setUseParentHandlers(true);
        }
        assertEquals(1, records.size());
        assertEquals("a defect", records.getFirst().getThrown().getMessage());
    }

    /** Settings with a defect. */
    private static final class FailingSettings implements QuerySettings {
        @Override
        public long answerPartBytes() {
            return Long.MAX_VALUE;
        }

        @Override
        public int maxFindResults() {
            return 1;
        }

        @Override
        public int maxDepth() {
            return 1;
        }

        @Override
        public String clearConfirm() {
            throw new IllegalStateException("a defect");
        }
    }

    @Test
    void anErrorFitsIntoWhatIsLeftWhenNothingCanBeCharged() {
        AnswerBuffer poor = new AnswerBuffer(bytes -> {
            if (bytes > 0) {
                throw new MemoryLimitException();
            }
        });
        String longName = "\\u0001".repeat(900);
        String qid = "\\u0001".repeat(32);
        QueryOutcome outcome = processor.run(
                new QueryRequest(
                        message("{\"" + longName + "\":{\"_qid\":\"" + qid + "\"}}"),
                        QuerySource.STANDARD,
                        null,
                        clock.get(),
                        false,
                        0),
                poor);
        assertEquals(QueryOutcome.FAILED, outcome);
        assertTrue(poor.toString().contains("\"_c\":1302"), poor::toString);
    }
}
