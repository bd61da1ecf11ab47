package io.fusioncache.cli.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.jline.utils.AttributedString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TypedTest {
    private static Typed.Words words(String text) {
        return assertInstanceOf(Typed.Words.class, Typed.all(text).getFirst());
    }

    @Test
    void takesJsonForOneWord() {
        Typed.Words set = words("SET user:1 {\"name\": \"Ann\", \"n\": [1, 2]} EX 5");
        assertEquals(List.of("SET", "user:1", "{\"name\": \"Ann\", \"n\": [1, 2]}", "EX", "5"), set.values());
        assertEquals(
                "SET user:1 \"{\\\"a\\\": 1}\"", Typed.line("SET user:1 {\"a\": 1}", words("SET user:1 {\"a\": 1}")));
        assertEquals(List.of("KEYS", "[ab]*"), words("KEYS [ab]*").values());
        assertEquals(List.of("KEYS", "[0-9]*"), words("KEYS [0-9]*").values());
        assertFalse(words("SET user:1 {\"a\":").isComplete());
    }

    @Test
    void unquotesAsTheServerDoes() {
        assertEquals(
                List.of("SET", "two words", "it's"),
                words("SET \"two words\" 'it\\'s'").values());
        assertEquals("SET k 'a\\b'", Typed.line("SET k 'a\\b'", words("SET k 'a\\b'")));
        assertEquals("SET k \"a\\nb\"", Typed.line("SET k 'a\nb'", words("SET k 'a\nb'")));
        assertFalse(words("SET k \"open").isComplete());
    }

    @Test
    void tellsCommandsQueriesAndComments() {
        List<Typed> all = Typed.all("# first\nPING\n{\"COUNT\":\n{}} {\"A\":1}\nPING");
        assertEquals(5, all.size());
        assertInstanceOf(Typed.Comment.class, all.get(0));
        assertInstanceOf(Typed.Json.class, all.get(2));
        assertInstanceOf(Typed.Json.class, all.get(3));
        assertTrue(all.stream().allMatch(Typed::isComplete));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AUTH secret",
                "auth user secret",
                "\"AUTH\" secret",
                "HELLO 3 AUTH user secret",
                ":watch 1 AUTH secret",
                "CONFIG SET requirepass secret",
                ":connect ws://user:secret@host",
                "{\"AUTH\":\"secret\"}",
                "{\"\\u0041UTH\":\"secret\"}",
                "{\"STORE\":{\"_class\":\"User\",\"_objects\":[{\"password\":\"secret\"}]}}",
                "SET user:1 {\"password\":\"secret\"}",
                "FQL '{\"FIND\":{\"User\":{\"password\":\"secret\"}}}'",
                "PING\nAUTH secret"
            })
    void knowsSecrets(String text) {
        assertTrue(Secrets.isIn(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET auth",
                "SET reset:password x",
                "HELLO 3",
                "help AUTH",
                "{\"FIND\":{\"A\":{\"b\":\"password\"}}}",
                "# AUTH secret"
            })
    void keepsTheRest(String text) {
        assertFalse(Secrets.isIn(text));
    }

    @Test
    void coloursEveryPart() {
        String text = "SET k {\"a\":[1,\"b\",true}} 'q' \"open";
        AttributedString coloured = TypedHighlighter.highlight(text);
        assertEquals(text, coloured.toString());
        String unknown = TypedHighlighter.highlight("NOSUCH").toAnsi();
        assertTrue(unknown.contains("\u001b[31m"), unknown);
        assertFalse(TypedHighlighter.highlight("PIN").toAnsi().contains("\u001b["), "a beginning is no mistake");
        String query = TypedHighlighter.highlight("{\"FIND\":{\"A\":1}").toAnsi();
        assertTrue(query.startsWith("\u001b[33;1m{"), query);
    }

    @Test
    void pointsAtTheFault() {
        String text = "{\"FIND\":{\"Person\":{\"nmae\":\"x\"}}}";
        String answer = "{\"FIND_RSP_ERR\":{\"_err\":{\"_c\":1801,\"_a\":\"nmae\"}}}";
        assertEquals(
                "\n" + text + "\n" + " ".repeat(19) + "^",
                Faults.about(text, Typed.all(text).getFirst(), "error 1801", answer));
        String wrong = "SETEX k 1";
        assertEquals(
                "\nUsage: SETEX key seconds value",
                Faults.about(wrong, words(wrong), "ERR wrong number of arguments for 'setex' command", ""));
    }
}
