package io.fusioncache.common.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fusioncache.common.client.FusionClientException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class ConversationTest {
    private static final String TOO_LONG = "{\"QUERY_RSP_ERR\":{\"_err\":{\"_c\":1503,\"_a\":\"message\"}}}";

    private int qids;
    private final Conversation conversation = new Conversation(this::freshQid);

    private String freshQid() {
        return "q" + qids++;
    }

    private Exchange query(String text) {
        Exchange exchange = Exchange.query(text, freshQid());
        conversation.enqueue(exchange);
        return exchange;
    }

    private Exchange command(String line) {
        Exchange exchange = Exchange.command(line);
        conversation.enqueue(exchange);
        return exchange;
    }

    /** Sends all that may be sent. */
    private List<String> send() {
        List<String> sent = new ArrayList<>();
        for (Exchange next = conversation.nextToSend(); next != null; next = conversation.nextToSend()) {
            next.parts()
                    .forEach(part -> sent.add(
                            StandardCharsets.UTF_8.decode(part.duplicate()).toString()));
        }
        assertFalse(conversation.hasNextToSend());
        return sent;
    }

    private void answer(String text) {
        conversation.answered(text).forEach(Runnable::run);
    }

    @Test
    void findsTheQueryOfAnAnswerThatOvertakes() {
        Exchange first = query("{\"FIND\":{\"A\":{}}}");
        Exchange second = query("{\"COUNT\":{}}");
        assertEquals(List.of("{\"FIND\":{\"_qid\":\"q0\",\"A\":{}}}", "{\"COUNT\":{\"_qid\":\"q1\"}}"), send());
        answer("{\"_qid\":\"q1\",\"COUNT_RSP\":{}}");
        assertEquals("{\"COUNT_RSP\":{}}", second.answer().join());
        assertFalse(first.answer().isDone());
        answer("{\"_qid\":\"q0\",\"FIND_RSP\":[]}");
        assertEquals("{\"FIND_RSP\":[]}", first.answer().join());
    }

    @Test
    void keepsAQidThatTheQueryHas() {
        Exchange exchange = query("{\"COUNT\":{\"_qid\":\"mi\\u006ee\"}}");
        assertEquals(List.of("{\"COUNT\":{\"_qid\":\"mi\\u006ee\"}}"), send());
        answer("{\"_qid\":\"mine\",\"COUNT_RSP\":{}}");
        assertEquals("{\"_qid\":\"mine\",\"COUNT_RSP\":{}}", exchange.answer().join());
    }

    @Test
    void waitsWithAQidThatIsUnderWay() {
        query("{\"COUNT\":{\"_qid\":\"a\"}}");
        query("{\"ERRORS\":{\"_qid\":\"a\"}}");
        assertEquals(1, send().size());
        answer("{\"_qid\":\"a\",\"COUNT_RSP\":{}}");
        assertEquals(List.of("{\"ERRORS\":{\"_qid\":\"a\"}}"), send());
    }

    @Test
    void sendsAnUnknownTextAlone() {
        Exchange known = query("{\"COUNT\":{}}");
        Exchange unknown = query("{\"COUNT\":");
        Exchange after = query("{\"STATS\":{}}");
        assertEquals(1, send().size());
        answer("{\"_qid\":\"q0\",\"COUNT_RSP\":{}}");
        assertTrue(known.answer().isDone());
        assertEquals(List.of("{\"COUNT\":"), send());
        answer(TOO_LONG);
        assertEquals(TOO_LONG, unknown.answer().join());
        assertEquals(1, send().size());
        assertFalse(after.answer().isDone());
    }

    @Test
    void givesAnErrorWithoutQidToTheQueryThatIsLeft() {
        Exchange large = query("{\"FIND\":{\"A\":{}}}");
        Exchange small = query("{\"COUNT\":{}}");
        send();
        answer(TOO_LONG);
        assertFalse(large.answer().isDone());
        Exchange later = query("{\"STATS\":{}}");
        assertEquals(List.of(), send());
        answer("{\"_qid\":\"q1\",\"COUNT_RSP\":{}}");
        assertEquals("{\"COUNT_RSP\":{}}", small.answer().join());
        assertEquals(TOO_LONG, large.answer().join());
        assertEquals(1, send().size());
        assertFalse(later.answer().isDone());
    }

    @Test
    void knowsThatAWriteHadNoErrorWhenTheBarrierIsAnswered() {
        Exchange good = query("{\"CLEAR\":{\"_rsp\":\"error\"}}");
        Exchange bad = query("{\"CLEAR\":{\"_rspMode\":\"error\"}}");
        List<String> sent = send();
        assertEquals("{\"COUNT\":{\"_qid\":\"q2\"}}", sent.getLast());
        answer("{\"_qid\":\"q1\",\"CLEAR_RSP_ERR\":{\"_err\":{\"_c\":1202}}}");
        assertEquals(
                "{\"CLEAR_RSP_ERR\":{\"_err\":{\"_c\":1202}}}", bad.answer().join());
        assertFalse(good.answer().isDone());
        answer("{\"_qid\":\"q2\",\"COUNT_RSP\":{}}");
        assertEquals("", good.answer().join());
    }

    @Test
    void givesAnErrorWithoutQidToAWriteThatAsksForErrors() {
        Exchange write = query("{\"CLEAR\":{\"_rsp\":\"error\"}}");
        send();
        answer(TOO_LONG);
        answer("{\"_qid\":\"q1\",\"COUNT_RSP\":{}}");
        assertEquals(TOO_LONG, write.answer().join());
    }

    @Test
    void doesNotMixTheErrorOfASilentWriteIntoLaterAnswers() {
        query("{\"CLEAR\":{\"_rsp\":\"none\"}}");
        send();
        answer(TOO_LONG);
        Exchange next = query("{\"COUNT\":{}}");
        assertEquals(1, send().size());
        assertFalse(next.answer().isDone());
        answer("{\"_qid\":\"q1\",\"COUNT_RSP\":{}}");
        assertEquals("{\"COUNT_RSP\":{}}", next.answer().join());
    }

    @Test
    void answersCommandsInOrderAndKeepsQueriesApart() {
        Exchange get = command("GET page:1");
        Exchange ping = command("PING");
        Exchange query = query("{\"COUNT\":{}}");
        assertEquals(List.of("GET page:1", "PING"), send());
        answer("{\"_qid\":\"q0\",\"COUNT_RSP\":\"a stored value that looks like an answer\"}");
        assertTrue(get.answer().isDone());
        assertFalse(query.answer().isDone());
        answer("PONG");
        assertEquals("PONG", ping.answer().join());
        assertEquals(1, send().size());
    }

    @Test
    void tellsWhatWasSentFromWhatWasNot() {
        Exchange sent = query("{\"COUNT\":{}}");
        Exchange waiting = command("PING");
        send();
        conversation.lost("cable", null).forEach(Runnable::run);
        assertEquals(Reason.OUTCOME_UNKNOWN, reason(sent));
        assertEquals(Reason.NOT_SENT, reason(waiting));
        assertNull(conversation.nextToSend());
    }

    @Test
    void ignoresAnAnswerNobodyWaitsFor() {
        Exchange exchange = query("{\"COUNT\":{}}");
        send();
        answer("{\"_qid\":\"other\",\"COUNT_RSP\":{}}");
        assertFalse(exchange.answer().isDone());
        assertTrue(
                conversation.answered("{\"_qid\":\"other\",\"COUNT_RSP\":{}}").isEmpty());
    }

    private static Reason reason(Exchange exchange) {
        CompletionException failure =
                assertThrows(CompletionException.class, () -> exchange.answer().join());
        Throwable cause = failure.getCause();
        assertNotNull(cause);
        return ((FusionClientException) cause).reason();
    }

    @Test
    void collectsTheAnswersOfAKeyValueCommandUntilItsMarkerIsAnswered() {
        Exchange before = command("PING");
        Exchange keys = Exchange.keyValue("{\"KV_GET\":[\"a\",\"b\"]}");
        conversation.enqueue(keys);
        conversation.enqueue(Exchange.marker());
        Exchange after = command("GET json");
        assertEquals(List.of("PING", "{\"KV_GET\":[\"a\",\"b\"]}", "ECHO .", "GET json"), send());
        answer("PONG");
        answer("{\"KV_GET_RSP\":{\"st\":1,\"a\":1}}");
        answer("{\"KV_GET_RSP\":{\"st\":22,\"k\":\"b\"}}");
        assertFalse(keys.answer().isDone());
        answer("\".\"");
        answer("{\"a\":1}");
        assertEquals("PONG", before.answer().join());
        assertEquals(
                List.of("{\"KV_GET_RSP\":{\"st\":1,\"a\":1}}", "{\"KV_GET_RSP\":{\"st\":22,\"k\":\"b\"}}"),
                keys.answers().join());
        assertEquals("{\"a\":1}", after.answer().join());
    }

    @Test
    void completesASilentKeyValueCommandWithoutAnAnswer() {
        Exchange quiet = Exchange.keyValue("{\"KV_SETQ\":{\"a\":1}}");
        conversation.enqueue(quiet);
        conversation.enqueue(Exchange.marker());
        send();
        answer("\".\"");
        assertEquals(List.of(), quiet.answers().join());
    }

    @Test
    void tellsMonitoredLinesFromAnswers() {
        List<String> lines = new ArrayList<>();
        conversation.watch(lines::add);
        Exchange number = command("INCR a");
        send();
        answer("1700000000.000001 [0 127.0.0.1:1] \"PING\"");
        assertFalse(number.answer().isDone());
        answer("1700000000");
        assertEquals("1700000000", number.answer().join());
        assertEquals(List.of("1700000000.000001 [0 127.0.0.1:1] \"PING\""), lines);
    }
}
