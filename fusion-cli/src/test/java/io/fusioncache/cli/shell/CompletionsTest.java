package io.fusioncache.cli.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CompletionsTest {
    private final Completions completions = new Completions(new Names());

    /** What a server holds, made up. */
    private static final class Names implements KnownNames {
        @Override
        public Schema schema() {
            SequencedMap<String, String> city = new LinkedHashMap<>();
            city.put("name", "string");
            city.put("people", "int");
            SequencedMap<String, String> person = new LinkedHashMap<>();
            person.put("name", "string");
            person.put("city", "City");
            person.put("friends", "Person[]");
            return new Schema(Map.of("City", city, "Person", person));
        }

        @Override
        public List<String> keys(String prefix) {
            return Stream.of("user:1", "user:2", "with blank")
                    .filter(key -> key.startsWith(prefix))
                    .toList();
        }

        @Override
        public List<String> composites(String prefix) {
            return Stream.of("page:1").filter(key -> key.startsWith(prefix)).toList();
        }

        @Override
        public Collection<String> settings() {
            return List.of("fusion.enabled", "memory.max");
        }
    }

    private List<String> at(String text) {
        return completions.at(text, text.length()).suggestions().stream()
                .map(Suggestion::value)
                .toList();
    }

    @Test
    void offersCommandsWithTheirSummaries() {
        Completion completion = completions.at("get", 3);
        assertTrue(completion.suggestions().stream()
                .anyMatch(offered -> offered.equals(Suggestion.word("GETDEL", "Removes a key and answers its value"))));
        assertEquals(0, completion.start());
        assertEquals(List.of(":format"), at(":fo"));
        assertEquals(List.of("FUSED_BY"), at("FUSED"));
    }

    @Test
    void offersWhatTheArgumentIs() {
        assertEquals(List.of("user:1", "user:2"), at("GET user"));
        assertEquals(List.of("\"with blank\""), at("GET w"));
        assertEquals(List.of("\"user:1\"", "\"user:2\""), at("GET \"us"));
        assertEquals(List.of("page:1"), at("GET_FUSED "));
        assertEquals(List.of("JSON"), at("GET_FUSED page:1 "));
        assertEquals(List.of("MATCH", "COUNT", "TYPE"), at("SCAN 0 "));
        assertEquals(List.of("COUNT", "TYPE"), at("SCAN 0 MATCH a* "));
        assertEquals(List.of("NX", "XX"), at("SET user:1 v ").subList(0, 2));
        assertEquals(List.of(), at("SET user:1 v EX "));
        assertEquals(List.of("GET", "SET", "REWRITE", "HELP"), at("CONFIG "));
        assertEquals(List.of("fusion.enabled"), at("CONFIG GET fusion"));
        assertEquals(List.of("user:1", "user:2", "\"with blank\""), at("DEL user:1 "));
    }

    @Test
    void offersWhatTheShellTakes() {
        assertEquals(List.of("table"), at(":format t"));
        assertEquals(List.of("format", "timing", "pager", "live-keys"), at(":set "));
        assertEquals(List.of("on", "off"), at(":set live-keys "));
        assertEquals(List.of("@fusion"), at("help @f"));
        assertEquals(List.of("user:1", "user:2"), at(":watch 1 GET user"));
    }

    @Test
    void followsLinksInAQuery() {
        assertTrue(at("{").contains("\"FIND\":{"));
        assertEquals(List.of("\"FIND\":{"), at("{\"FIN"));
        assertEquals(List.of("\"FIND\":{"), at("{fin"));
        assertTrue(at("{\"FIND\":{").containsAll(List.of("\"City\":{", "\"Person\":{", "\"_limit\":")));
        assertEquals(List.of("\"name\":\"", "\"city\":{", "\"friends\":{", "}}}"), at("{\"FIND\":{\"Person\":{"));
        assertEquals(List.of("\"name\":\"", "\"people\":", "}}}}"), at("{\"FIND\":{\"Person\":{\"city\":{"));
        assertEquals(List.of("\"people\":"), at("{\"FIND\":{\"Person\":{\"friends\":{\"city\":{\"name\":\"x\",\"pe"));
        assertTrue(at("{\"FIND\":{\"City\":{\"people\":{").contains("\">=\":"));
        assertEquals(List.of("}}}"), at("{\"FIND\":{\"City\":{\"people\":3 "));
    }

    @Test
    void knowsTheOtherQueries() {
        assertEquals(List.of("\"City\""), at("{\"STORE\":{\"_class\":\"C"));
        assertEquals(List.of("\"people\":"), at("{\"STORE\":{\"_class\":\"City\",\"_objects\":[{\"name\":\"x\",\"p"));
        assertEquals(List.of("\"people\":"), at("{\"UPDATE\":{\"City\":{\"_where\":{\"p"));
        assertTrue(at("{\"CREATE_CLASSES\":{\"A\":{\"b\":\"").containsAll(List.of("\"string\"", "\"City\"")));
        assertEquals(List.of("\"user:1\"", "\"user:2\""), at("{\"KV_GET\":[\"us"));
        assertEquals(List.of("\"page:1\""), at("{\"KV_GET_FUSED\":[\""));
        assertTrue(at("FQL {\"FIND\":{").contains("\"City\":{"));
    }

    @Test
    void hintsAtWhatIsToCome() {
        assertEquals(" key seconds value", Hints.at("SETEX").text());
        assertEquals("seconds value", Hints.at("SETEX k ").text());
        assertEquals("[key ...]", Hints.at("DEL k ").text());
        assertEquals("", Hints.at("SETEX k 1 v ").text());
        assertEquals(
                " parameter value [parameter value ...]", Hints.at("CONFIG SET").text());
        assertEquals(new Hints.Hint("}}}", true), Hints.at("{\"FIND\":{\"A\":{\"b\":\"c\""));
        assertFalse(Hints.at("{\"FIND\":{\"A\":{\"b\":\"c").isText());
    }
}
