package io.fusioncache.server.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fusioncache.server.buffer.MessageBytes;
import io.fusioncache.server.engine.keyspace.EvictionPolicy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Nothing that a client sends makes a defect of ours, and what is refused changes nothing. */
class HostileInputTest {
    private final TestServer server = new TestServer();

    private static Stream<String> messages() {
        return GoldenScriptTest.SCRIPTS.stream()
                .flatMap(script -> GoldenScriptTest.steps(script).stream())
                .map(GoldenScriptTest.Step::message)
                .filter(message -> !message.isEmpty());
    }

    private void check(byte[] bytes) {
        List<String> answers = server.send(MessageBytes.of(bytes), true);
        for (String answer : answers) {
            String about = new String(bytes, StandardCharsets.UTF_8) + " -> " + answer;
            assertFalse(answer.contains("internal error"), about);
            assertFalse(answer.startsWith("{\"KV_") && answer.contains("\"st\":100"), about);
        }
        if (bytes.length > 0 && bytes[0] == '{') {
            answers.forEach(answer -> JsonMapper.shared().readTree(answer));
        }
    }

    @Test
    void everyPrefixOfEveryMessage() {
        messages().forEach(message -> {
            byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
            for (int length = 0; length < bytes.length; length += 1 + bytes.length / 60) {
                check(Arrays.copyOf(bytes, length));
            }
        });
    }

    @Test
    void bytesThatAreFlipped() {
        Random random = new Random(77);
        messages().forEach(message -> {
            for (int i = 0; i < 40; i++) {
                byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
                for (int flips = 1 + random.nextInt(2); flips > 0; flips--) {
                    bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
                }
                check(bytes);
            }
        });
    }

    @Test
    void partsThatAreMixed() {
        Random random = new Random(78);
        List<String> all = messages().toList();
        for (int i = 0; i < 10_000; i++) {
            String one = all.get(random.nextInt(all.size()));
            String other = all.get(random.nextInt(all.size()));
            check((one.substring(0, random.nextInt(one.length() + 1))
                            + other.substring(random.nextInt(other.length() + 1)))
                    .getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void depthIsBounded() {
        check(("{\"KV_SET\":{\"a key\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}}")
                .getBytes(StandardCharsets.UTF_8));
        String answer = server.ask("{\"KV_SET\":{\"a deep key\":" + "[".repeat(600) + "]".repeat(600) + "}}");
        assertTrue(answer.startsWith("{\"KV_ERR\":{\"st\":3"), answer);
        String allowed = "[".repeat(490) + "]".repeat(490);
        assertEquals(
                "{\"KV_SET_RSP\":{\"st\":20,\"k\":\"a deep key\"}}",
                server.ask("{\"KV_SET\":{\"a deep key\":" + allowed + "}}"));
        server.send("{\"KV_SET\":{\"a deep object\":{\"a\":" + allowed + "}}}");
        assertEquals(
                "{\"KV_FIND_RSP\":{\"st\":1,\"k\":[\"a deep object\"]}}",
                server.ask("{\"KV_FIND\":{\"path\":\"/a\",\"==\":" + allowed + "}}"));
        assertEquals("[5]", server.ask("JSON.ARRAPPEND 'a deep key' $ 1 2 3 4"));
    }

    @Test
    void whatNestsTooDeepTogetherIsRefusedAndChangesNothing() {
        String deep = "[".repeat(300) + "]".repeat(300);
        server.send("{\"KV_SET\":{\"a deep object\":{\"a\":" + deep + "}}}");
        String path = "$.a" + "[0]".repeat(299);
        String answer = server.ask("JSON.ARRAPPEND 'a deep object' " + path + " '" + deep + "'");
        assertTrue(answer.startsWith("ERR invalid JSON"), answer);
        assertEquals("{\"a\":" + deep + "}", server.ask("JSON.GET 'a deep object'"));
    }

    @Test
    void otherEncodingsAreNotTaken() {
        byte[] wide = "{\"KV_COUNT\":{}}".getBytes(StandardCharsets.UTF_16LE);
        List<String> answers = server.send(MessageBytes.of(wide), true);
        assertEquals(1, answers.size());
        assertTrue(answers.getFirst().startsWith("{\"KV_ERR\":{\"st\":3"), answers.getFirst());
        byte[] latin = "{\"KV_GET\":[\"schlüssel\"]}".getBytes(StandardCharsets.ISO_8859_1);
        assertTrue(server.send(MessageBytes.of(latin), true).getFirst().startsWith("{\"KV_ERR\":{\"st\":3"));
    }

    @Test
    void anErrorIsOneLineWhateverItQuotes() {
        assertEquals("ERR Unsupported option a  +OK", server.ask("EXPIRE some-key 1 \"a\\r\\n+OK\""));
        assertEquals(
                "ERR unknown command 'a  b', with args beginning with: 'c d' ", server.ask("\"a\\r\\nb\" \"c\\nd\""));
    }

    @Test
    void aMessageInPartsIsOneMessage() {
        byte[] whole = "{\"KV_SET\":{\"some key\":[1,2,3]}}".getBytes(StandardCharsets.UTF_8);
        List<byte[]> parts = new ArrayList<>();
        for (byte one : whole) {
            parts.add(new byte[] {one});
        }
        assertEquals(
                List.of("{\"KV_SET_RSP\":{\"st\":20,\"k\":\"some key\"}}"),
                server.send(new MessageBytes(parts, whole.length), true));
    }

    @Test
    void aWriteThatDoesNotFitIsRefusedByName() {
        server.keyspace.policy(EvictionPolicy.NOEVICTION);
        server.account.limit(1_000);
        String large = "x".repeat(2_000);
        assertEquals("OOM command not allowed when used memory > 'maxmemory'.", server.ask("SET some-key " + large));
        String answer = server.ask("{\"KV_SET\":{\"some key\":\"" + large + "\"}}");
        assertTrue(answer.startsWith("{\"KV_SET_RSP\":{\"st\":70,\"k\":\"some key\""), answer);
        assertEquals(0, server.keyspace.size());
        assertEquals(0, server.account.used());
    }
}
