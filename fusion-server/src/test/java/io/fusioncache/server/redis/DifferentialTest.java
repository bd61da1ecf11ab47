package io.fusioncache.server.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The same commands to a real Redis 7 and to this server: the replies are equal byte for byte, but for the differences
 * that are listed with their reasons, each of which must show.
 */
class DifferentialTest {
    private static final int FEWEST_CASES = 300;
    private static final int CASES_AT_ONCE = 20;

    /** The two servers are asked one after the other, so what is left of a time to live may be a little less. */
    private static final Pattern TIME_LEFT = Pattern.compile("(?i)(TTL|PTTL|EXPIRETIME|PEXPIRETIME) \\S+");

    private static final long SECONDS_APART = 5;
    private static final Pattern UNORDERED = Pattern.compile("(?i)KEYS .*|SCAN .*|COMMAND LIST.*");

    private static @Nullable RealRedis redis;
    private static @Nullable FusionRedisServer fusion;

    @BeforeAll
    static void start() throws IOException {
        redis = RealRedis.start();
        fusion = FusionRedisServer.start();
    }

    @AfterAll
    static void stop() throws Exception {
        if (redis != null) {
            redis.close();
        }
        if (fusion != null) {
            fusion.close();
        }
    }

    /** What is sent for one case; only the replies from {@code compared} on are compared. */
    private record Case(String state, List<List<String>> commands, int compared) {}

    @ParameterizedTest
    @ValueSource(strings = {"strings", "keys", "connection", "server"})
    void repliesAreRediss(String family) throws IOException {
        ProbeFile file = ProbeFile.read(family + ".txt");
        List<Difference> differences = differences(family);
        Set<Difference> seen = new HashSet<>();
        Set<String> faults = new LinkedHashSet<>();
        int cases = 0;
        for (String protocol : List.of("2", "3")) {
            List<Case> all = cases(file, protocol);
            cases += all.size();
            compare(all, differences, seen, faults);
        }
        assertTrue(
                faults.isEmpty(),
                () -> faults.size() + " replies differ:\n"
                        + String.join("\n", faults.stream().limit(200).toList()));
        assertAllShow(differences, seen);
        assertTrue(cases >= FEWEST_CASES, cases + " cases");
    }

    /** What is said about a command, {@code COMMAND INFO}, up to its arity; and what is not offered is unknown. */
    @Test
    void commandsTakeAsManyWordsOrAreUnknown() throws IOException {
        try (WireClient redisClient =
                        new WireClient(Objects.requireNonNull(redis).address());
                WireClient fusionClient =
                        new WireClient(Objects.requireNonNull(fusion).address())) {
            Map<String, WireReply> offered = arities(fusionClient);
            Map<String, WireReply> theirs = arities(redisClient);
            List<Difference> differences = differences("arity");
            Set<Difference> seen = new HashSet<>();
            List<String> faults = new ArrayList<>();
            theirs.forEach((name, arity) -> {
                WireReply ours = offered.getOrDefault(name, arity);
                if (!ours.equals(arity) && !explained(name, arity, ours, differences, seen)) {
                    faults.add(name + ": Redis " + arity + ", Fusion " + ours);
                }
            });
            assertEquals(List.of(), faults);
            assertAllShow(differences, seen);
            List<String> missing = theirs.keySet().stream()
                    .filter(name -> !offered.containsKey(name))
                    .toList();
            List<WireReply> replies =
                    fusionClient.pipeline(missing.stream().map(List::of).toList());
            for (int i = 0; i < missing.size(); i++) {
                assertTrue(
                        replies.get(i).text().startsWith("ERR unknown command '" + missing.get(i) + "'"),
                        missing.get(i) + ": " + replies.get(i));
            }
            assertTrue(theirs.size() - missing.size() > 50, "commands in common");
        }
    }

    private static Map<String, WireReply> arities(WireClient client) throws IOException {
        Map<String, WireReply> arities = new TreeMap<>();
        for (WireReply command : client.call("COMMAND").elements()) {
            arities.put(command.elements().get(0).bulkText(), command.elements().get(1));
        }
        return arities;
    }

    private static List<Case> cases(ProbeFile file, String protocol) {
        List<Case> cases = new ArrayList<>();
        file.states().forEach((state, made) -> {
            for (List<String> probe : file.probes()) {
                List<List<String>> commands = new ArrayList<>();
                commands.add(List.of("RESET"));
                commands.add(List.of("HELLO", protocol));
                commands.add(List.of("DEL", "key:1", "key:2", "key:3"));
                commands.addAll(made);
                int compared = commands.size();
                commands.add(probe);
                commands.addAll(file.after());
                cases.add(new Case(state + ", RESP" + protocol, commands, compared));
            }
        });
        return cases;
    }

    private static void compare(
            List<Case> cases, List<Difference> differences, Set<Difference> seen, Set<String> faults)
            throws IOException {
        RealRedis theirs = Objects.requireNonNull(redis);
        FusionRedisServer ours = Objects.requireNonNull(fusion);
        try (WireClient redisClient = new WireClient(theirs.address());
                WireClient fusionClient = new WireClient(ours.address())) {
            for (int from = 0; from < cases.size(); from += CASES_AT_ONCE) {
                List<Case> some = cases.subList(from, Math.min(cases.size(), from + CASES_AT_ONCE));
                List<List<String>> commands =
                        some.stream().flatMap(c -> c.commands().stream()).toList();
                List<WireReply> expected = redisClient.pipeline(commands);
                List<WireReply> actual = fusionClient.pipeline(commands);
                int at = 0;
                for (Case one : some) {
                    for (int i = 0; i < one.commands().size(); i++, at++) {
                        if (i >= one.compared()) {
                            judge(one, i, expected.get(at), actual.get(at), differences, seen, faults);
                        }
                    }
                }
            }
        }
    }

    private static void judge(
            Case one,
            int index,
            WireReply expected,
            WireReply actual,
            List<Difference> differences,
            Set<Difference> seen,
            Set<String> faults) {
        String sent = String.join(" ", one.commands().get(index));
        if (equal(sent, expected, actual)) {
            return;
        }
        String asked = index == one.compared()
                ? sent
                : sent + " after " + String.join(" ", one.commands().get(one.compared()));
        if (!explained(asked, expected, actual, differences, seen)) {
            faults.add(printable(
                    "(" + one.state() + ") " + asked + "\n    Redis:  " + expected + "\n    Fusion: " + actual));
        }
    }

    private static List<Difference> differences(String family) throws IOException {
        return Difference.all().stream()
                .filter(difference -> difference.family().equals(family))
                .toList();
    }

    private static boolean explained(
            String sent, WireReply expected, WireReply actual, List<Difference> differences, Set<Difference> seen) {
        for (Difference difference : differences) {
            if (difference.explains(sent, expected, actual)) {
                seen.add(difference);
                return true;
            }
        }
        return false;
    }

    private static void assertAllShow(List<Difference> differences, Set<Difference> seen) {
        assertEquals(
                List.of(),
                differences.stream()
                        .filter(difference -> !seen.contains(difference))
                        .map(Difference::name)
                        .toList(),
                "differences that are listed but do not show");
    }

    private static boolean equal(String sent, WireReply expected, WireReply actual) {
        if (expected.equals(actual)) {
            return true;
        }
        if (UNORDERED.matcher(sent).matches()) {
            return expected.sorted().equals(actual.sorted());
        }
        if (TIME_LEFT.matcher(sent).matches() && expected.mark() == ':' && actual.mark() == ':') {
            long left = Long.parseLong(expected.text());
            long apart = Math.abs(left - Long.parseLong(actual.text()));
            boolean millis = sent.toUpperCase(Locale.ROOT).startsWith("P");
            return left > 0 && apart <= (millis ? 1000 : 1) * SECONDS_APART;
        }
        return false;
    }

    private static String printable(String text) {
        return text.codePoints()
                .map(next -> next == '\n' || (next >= ' ' && next < 127) ? next : '.')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
