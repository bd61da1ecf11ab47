package io.fusioncache.common.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class CommandTextTest {
    @Test
    void quotesOnlyWhatNeedsIt() {
        assertEquals(
                "SET user:1234 \"two words\" \"\" \"say \\\"hi\\\"\" \"it's\" \"a\\\\b\" \"\\n\\x00\" caf\u00e9",
                CommandText.line(List.of(
                        "SET", "user:1234", "two words", "", "say \"hi\"", "it's", "a\\b", "\n\0", "caf\u00e9")));
    }

    @Test
    void writesBytesThatAreNoTextAsEscapes() {
        assertEquals("\"a\\xff\\n\\\"\"", CommandText.quote(new byte[] {'a', (byte) 0xFF, '\n', '"'}));
        assertEquals("plain", CommandText.quote(new byte[] {'p', 'l', 'a', 'i', 'n'}));
    }

    @Test
    void tellsErrorsFromStatuses() {
        assertTrue(CommandText.isError("ERR unknown command 'x'"));
        assertTrue(CommandText.isError("WRONGTYPE Operation against a key"));
        assertTrue(CommandText.isError("FUSION disabled; CONFIG SET fusion.enabled true"));
        assertTrue(CommandText.isError("INCOMPLETE missing product:42:price"));
        assertFalse(CommandText.isError("OK"));
        assertFalse(CommandText.isError("\"ERR stored text\""));
        assertFalse(CommandText.isError("OK (2 fragments registered)"));
        assertTrue(CommandText.isNotAuthenticated("NOAUTH Authentication required."));
        assertFalse(CommandText.isNotAuthenticated("ERR no"));
    }
}
