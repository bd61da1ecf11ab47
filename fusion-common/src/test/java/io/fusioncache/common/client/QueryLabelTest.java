package io.fusioncache.common.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.fusioncache.common.client.QueryLabel.ResponseMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryLabelTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "PING",
                "[]",
                "{}",
                "{\"find\":{}}",
                "{\"FIND\":[]}",
                "{\"FIND\":{}",
                "{\"FIND\":{}} {}",
                "{\"FIND\":{},\"GET\":{}}",
                "{\"FIND\":{\"A\":{\"x\":1,\"x\":2}}}",
                "{\"FIND\":{\"_qid\":7}}",
                "{\"FIND\":{\"_qid\":\"123456789012345678901234567890123\"}}",
            })
    void doesNotLabelWhatTheServerMayAnswerWithoutQid(String text) {
        assertNull(QueryLabel.of(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"FIND\":{}}", " {\n \"FIND\" : { } }", "{\"FIND\":{\"\u00e9\":\"\ud83d\ude00\"}}"})
    void putsTheQidFirst(String text) {
        QueryLabel label = QueryLabel.of(text);
        assertNotNull(label);
        QueryLabel again = QueryLabel.of(label.insert(text, "x-1"));
        assertNotNull(again);
        assertEquals("x-1", again.qid());
    }

    @Test
    void readsTheResponseModeOfWritesOnly() {
        assertEquals(ResponseMode.NONE, mode("{\"STORE\":{\"_objects\":[{\"_rsp\":1}],\"_rsp\":\"none\"}}"));
        assertEquals(ResponseMode.ERROR, mode("{\"STORE\":{\"_rspMode\":\"error\"}}"));
        assertEquals(ResponseMode.ALL, mode("{\"STORE\":{\"_rsp\":\"nothing\"}}"));
        assertEquals(ResponseMode.ALL, mode("{\"FIND\":{\"_rsp\":\"none\"}}"));
    }

    @Test
    void takesItsQidOutOfAnAnswer() {
        assertEquals("{\"A_RSP\":1}", QueryLabel.withoutQid("{\"_qid\":\"q\",\"A_RSP\":1}", "q"));
        assertEquals("{ \"A_RSP\":1}", QueryLabel.withoutQid("{ \"_qid\" : \"q\", \"A_RSP\":1}", "q"));
    }

    private static ResponseMode mode(String text) {
        QueryLabel label = QueryLabel.of(text);
        assertNotNull(label);
        return label.response();
    }
}
