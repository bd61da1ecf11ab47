package io.fusioncache.server.query.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;

/** Makes one test of each golden case, for one transport. */
public final class GoldenRunner {
    private static final List<String> WRITE_ANSWERS =
            List.of("STORE_", "UPDATE_", "DELETE_", "CREATE_CLASSES_", "CLEAR_");

    private GoldenRunner() {}

    /** The cases of all scripts that are for the transport's source, one container for each script. */
    public static Stream<DynamicNode> tests(GoldenTransport transport) {
        return GoldenScript.all().stream()
                .map(script -> DynamicContainer.dynamicContainer(script.name(), tests(script, transport)));
    }

    /** The cases of one script that are for the transport's source. */
    static Stream<DynamicNode> tests(GoldenScript script, GoldenTransport transport) {
        return script.cases().stream()
                .filter(each -> each.sources().contains(transport.source()))
                .map(each -> DynamicTest.dynamicTest(each.name(), () -> run(script.name(), each, transport)));
    }

    private static void run(String file, GoldenCase golden, GoldenTransport transport) {
        Assumptions.assumeTrue(transport.reset(golden.settings()), "settings can't be changed here");
        GoldenMatcher matcher = new GoldenMatcher();
        golden.setup().forEach(step -> step(file, step, matcher, transport));
        if (golden.pipelined()) {
            pipelined(file, golden, matcher, transport);
        } else {
            golden.steps().forEach(step -> step(file, step, matcher, transport));
        }
    }

    private static void step(String file, GoldenStep step, GoldenMatcher matcher, GoldenTransport transport) {
        String request = matcher.fill(step.request());
        Optional<String> answer = transport.ask(request);
        String expected = step.expected();
        String where = file + ":" + step.line() + ": ";
        if (expected == null) {
            assertTrue(answer.isEmpty(), () -> where + "silence expected, got " + answer);
            return;
        }
        if (answer.isEmpty()) {
            fail(where + "no answer to " + request);
        }
        String difference = matcher.difference(expected, answer.get());
        if (difference != null) {
            assertEquals(expected, answer.get(), where + difference);
            fail(where + difference);
        }
    }

    private static void pipelined(String file, GoldenCase golden, GoldenMatcher matcher, GoldenTransport transport) {
        List<String> requests = golden.steps().stream()
                .map(step -> matcher.fill(step.request()))
                .toList();
        List<String> answers = new ArrayList<>(transport.askAll(requests));
        List<String> writesExpected = new ArrayList<>();
        List<String> writesGot = answers.stream()
                .filter(answer -> WRITE_ANSWERS.stream().anyMatch(answer::contains))
                .toList();
        for (GoldenStep step : golden.steps()) {
            String expected = step.expected();
            if (expected != null) {
                String answer = answers.stream()
                        .filter(each -> matcher.difference(expected, each) == null)
                        .findFirst()
                        .orElseGet(() -> fail(file + ":" + step.line() + ": no " + expected + " among " + answers));
                answers.remove(answer);
                if (writesGot.contains(answer)) {
                    writesExpected.add(answer);
                }
            }
        }
        assertEquals(List.of(), answers, file + ":" + golden.line() + ": more answers than expected");
        assertEquals(writesExpected, writesGot, file + ":" + golden.line() + ": order of answers to writes");
    }
}
