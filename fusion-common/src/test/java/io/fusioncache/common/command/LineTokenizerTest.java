package io.fusioncache.common.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineTokenizerTest {
    private static @Nullable List<String> words(String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        byte[][] words = LineTokenizer.split(bytes, 0, bytes.length);
        return words == null
                ? null
                : Arrays.stream(words)
                        .map(word -> new String(word, StandardCharsets.UTF_8))
                        .toList();
    }

    @Test
    void splitsAtBlanks() {
        assertEquals(List.of("SET", "a", "b"), words("  SET\ta   b \r\n"));
        assertEquals(List.of(), words(" \r\n"));
        assertEquals(List.of(), words(""));
        assertEquals(List.of("a"), words("a\0b"));
    }

    @Test
    void quotesHoldBlanksAndEscapes() {
        assertEquals(
                List.of("a b", "c\"d", "\n\r\t\b\u0007\\z"), words("\"a b\" \"c\\\"d\" \"\\n\\r\\t\\b\\a\\\\\\z\""));
        assertEquals(List.of("a\\n 'b"), words("'a\\n \\'b'"));
        assertEquals(List.of("", ""), words("\"\" ''"));
        assertEquals(List.of("ab c"), words("a\"b c\""));
        assertEquals(List.of("xA", "xzz"), words("\"\\x\\x41\" \"\\xzz\""));
        assertEquals(List.of("größe"), words("\"größe\""));
    }

    @Test
    void anyByteCanBeWritten() {
        byte[] line = "\"\\x00\\xff\\x7F\"".getBytes(StandardCharsets.UTF_8);
        byte[][] words = LineTokenizer.split(line, 0, line.length);
        assertNotNull(words);
        assertArrayEquals(new byte[] {0, (byte) 0xff, 0x7f}, words[0]);
    }

    @Test
    void onlyThePartIsRead() {
        byte[] line = "xx GET key yy".getBytes(StandardCharsets.UTF_8);
        byte[][] words = LineTokenizer.split(line, 2, 8);
        assertNotNull(words);
        assertEquals(2, words.length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"open", "'open", "\"a\"b", "'a'b", "\"a\\\"", "'a\\'", "a\"b", "\"a\0\""})
    void quotesMustBeClosedAtTheEndOfAWord(String line) {
        assertNull(words(line));
    }
}
