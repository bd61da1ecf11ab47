package io.fusioncache.server.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Scripts of messages and answers. A line that begins with {@code > } is a message to the key-value interface,
 * {@code >S } one to the standard interface, where the prefix is needed; the lines with {@code < } after it are all of
 * its answers, in order; {@code @ 1000} lets a second pass; {@code #} is a remark. {@code \r} and {@code \n} in a
 * message stand for themselves unless it is JSON.
 */
public class GoldenScriptTest {
    /** The scripts there are. */
    public static final List<String> SCRIPTS = List.of(
            "json-store.kv",
            "json-change.kv",
            "json-find.kv",
            "json-time.kv",
            "json-mistakes.kv",
            "text-strings.kv",
            "text-keys.kv",
            "text-json.kv",
            "text-server.kv");

    /** A message, where it goes, and its answers. */
    public record Step(int line, String message, boolean prefixOptional, List<String> answers, long passes) {}

    /** The steps of a script. */
    public static List<Step> steps(String script) {
        String text;
        try (InputStream in = GoldenScriptTest.class.getResourceAsStream("/golden-kv/" + script)) {
            assertTrue(in != null, "no script " + script);
            text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        List<Step> steps = new ArrayList<>();
        String[] lines = text.split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            String line = lines[i];
            if (line.startsWith("< ")) {
                steps.getLast().answers().add(line.substring(2));
            } else if (line.startsWith(">")) {
                boolean standard = line.startsWith(">S ");
                String message = line.substring(standard ? 3 : 2);
                steps.add(new Step(i + 1, message, !standard, new ArrayList<>(), 0));
            } else if (line.startsWith("@ ")) {
                steps.add(new Step(i + 1, "", true, new ArrayList<>(), Long.parseLong(line.substring(2))));
            } else {
                assertTrue(line.isBlank() || line.startsWith("#"), script + " line " + (i + 1));
            }
        }
        return steps;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "json-store.kv",
                "json-change.kv",
                "json-find.kv",
                "json-time.kv",
                "json-mistakes.kv",
                "text-strings.kv",
                "text-keys.kv",
                "text-json.kv",
                "text-server.kv"
            })
    void answersAsWritten(String script) {
        TestServer server = new TestServer();
        StringBuilder expected = new StringBuilder();
        StringBuilder actual = new StringBuilder();
        for (Step step : steps(script)) {
            if (step.passes() > 0) {
                server.clock.advance(step.passes());
                continue;
            }
            String head = script + " line " + step.line() + ": " + step.message() + "\n";
            expected.append(head);
            actual.append(head);
            step.answers()
                    .forEach(answer -> expected.append("< ").append(answer).append('\n'));
            server.send(TestServer.message(step.message()), step.prefixOptional())
                    .forEach(answer -> actual.append("< ").append(answer).append('\n'));
        }
        assertEquals(expected.toString(), actual.toString());
    }

    @Test
    void thereAreEnough() {
        int steps = SCRIPTS.stream().mapToInt(script -> steps(script).size()).sum();
        assertTrue(steps > 300, "steps: " + steps);
        assertFalse(SCRIPTS.isEmpty());
    }
}
