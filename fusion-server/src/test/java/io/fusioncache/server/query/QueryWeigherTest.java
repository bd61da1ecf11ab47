package io.fusioncache.server.query;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fusioncache.common.fql.QueryName;
import io.fusioncache.server.buffer.MessageBytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryWeigherTest {
    private static QueryWeight weigh(String text) {
        return QueryWeigher.weigh(MessageBytes.of(text.getBytes(UTF_8)));
    }

    private static QueryWeight expected(QueryName query) {
        if (query.isWrite()) {
            return QueryWeight.WRITE;
        }
        return query == QueryName.GET ? QueryWeight.SHORT_READ : QueryWeight.READ;
    }

    @ParameterizedTest
    @EnumSource
    void knowsEveryQuery(QueryName query) {
        assertEquals(expected(query), weigh("{\"" + query + "\":{}}"));
        assertEquals(expected(query), weigh(" \r\n\t{ \n\"" + query + "\" :{}}"));
    }

    @ParameterizedTest
    @EnumSource
    void readsAcrossParts(QueryName query) {
        byte[] text = ("\n { \"" + query + "\":{}}").getBytes(UTF_8);
        for (int cut = 0; cut <= text.length; cut++) {
            MessageBytes message = new MessageBytes(
                    List.of(Arrays.copyOf(text, cut), Arrays.copyOfRange(text, cut, text.length)), text.length);
            assertEquals(expected(query), QueryWeigher.weigh(message), "cut at " + cut);
        }
        List<byte[]> bytes = new ArrayList<>();
        for (byte each : text) {
            bytes.add(new byte[] {each});
        }
        assertEquals(expected(query), QueryWeigher.weigh(new MessageBytes(bytes, text.length)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "{}",
                "{\"",
                "{\"STORE",
                "[]",
                "GET",
                "{\"store\":{}}",
                "{\"\":{}}",
                "\u0000",
                "{'STORE':{}}",
                "{\"STORES\":{}}"
            })
    void takesWhatCantBeAWriteForARead(String text) {
        assertEquals(QueryWeight.READ, weigh(text));
    }

    @Test
    void neverTakesAWriteForARead() {
        assertEquals(QueryWeight.WRITE, weigh("{\"\\u0053TORE\":{}}"));
        assertEquals(QueryWeight.WRITE, weigh("{\"STOR\\u0045\":{}}"));
        for (int blanks = 0; blanks < 2 * QueryWeigher.HEAD; blanks++) {
            assertEquals(QueryWeight.WRITE, weigh(" ".repeat(blanks) + "{\"STORE\":{}}"), blanks + " blanks");
            assertEquals(QueryWeight.WRITE, weigh("{" + " ".repeat(blanks) + "\"STORE\":{}}"), blanks + " blanks");
        }
    }

    @Test
    void takesOnlyAShortGetForAShortRead() {
        String start = "{\"GET\":{\"P\":{\"_oids\":[";
        String longest = start + " ".repeat(QueryWeigher.SHORT_MESSAGE - start.length());
        assertEquals(QueryWeight.SHORT_READ, weigh(longest));
        assertEquals(QueryWeight.READ, weigh(longest + " "));
    }
}
