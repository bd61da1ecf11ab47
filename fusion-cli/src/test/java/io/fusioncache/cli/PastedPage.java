package io.fusioncache.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fusioncache.common.config.ConfigurationBuilder;
import io.fusioncache.common.config.ServerSettings;
import io.fusioncache.server.FusionServer;
import io.fusioncache.server.query.ServerFacts;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Commands of a page, pasted into a shell one by one against a fresh server, and what each prints beside what the page
 * shows. OIDs differ from run to run: equal ones in the page have to be equal ones in the answers, and the other way
 * round. The launchers run as a user runs them, so this comes after packaging.
 */
final class PastedPage {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern BLOCK = Pattern.compile("```(sh|json)\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern OID = Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    /** A command of the page, and what it shows as printed; null when it shows nothing. */
    private record Step(String command, String shown) {}

    private PastedPage() {}

    /**
     * Pastes the commands of some sections and fails at the first that prints something else.
     *
     * @param page the page's path from the root of the project
     * @param leastSteps how many commands there have to be at least
     * @param headings of the sections, as they stand in the page
     */
    static void paste(String page, int leastSteps, String... headings) throws Exception {
        String text = Files.readString(ROOT.resolve(page));
        List<Step> steps = new ArrayList<>();
        for (String heading : headings) {
            steps.addAll(steps(section(text, heading)));
        }
        assertTrue(steps.size() >= leastSteps, page + " has only " + steps.size() + " commands");
        try (FusionServer server = FusionServer.start(new ConfigurationBuilder(ServerSettings.table())
                .assignment("objects.rest.port=0")
                .assignment("objects.ws.port=0")
                .assignment("objects.bulk.port=0")
                .assignment("kv.port=0")
                .assignment("resp.port=0")
                .build())) {
            Names shown = new Names();
            Names printed = new Names();
            for (Step step : steps) {
                String output = run(step.command, server.listeners());
                assertEquals(shown.replace(step.shown), printed.replace(output), step.command);
            }
        }
    }

    private static String section(String text, String heading) {
        int begin = text.indexOf(heading + "\n");
        assertFalse(begin < 0, "no section " + heading);
        int end = text.indexOf("\n## ", begin + heading.length());
        return text.substring(begin, end < 0 ? text.length() : end);
    }

    private static List<Step> steps(String section) {
        List<Step> steps = new ArrayList<>();
        Matcher block = BLOCK.matcher(section);
        while (block.find()) {
            if (block.group(1).equals("sh")) {
                block.group(2).lines().forEach(line -> steps.add(new Step(line, "")));
            } else {
                steps.add(new Step(steps.removeLast().command, block.group(2).strip()));
            }
        }
        return steps;
    }

    /** Runs a line in a shell of its own, at the root of the project, against the server under test. */
    private static String run(String command, List<ServerFacts.Listener> listeners) throws Exception {
        String line = "export PATH=\"$PWD/fusion-cli/bin:$PATH\"; " + command;
        for (ServerFacts.Listener listener : listeners) {
            if (listener.name().equals("rest")) {
                line = line.replace("127.0.0.1:1981", "127.0.0.1:" + listener.port());
            }
            if (listener.name().equals("standard")) {
                line = "export FUSION_URL=ws://127.0.0.1:" + listener.port() + "; " + line;
            }
        }
        Path errors = Files.createTempFile("page", ".err");
        Process shell = new ProcessBuilder("sh", "-c", line)
                .directory(ROOT.toFile())
                .redirectError(errors.toFile())
                .start();
        shell.getOutputStream().close();
        String output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertTrue(shell.waitFor(60, TimeUnit.SECONDS), command + " did not end");
        if (output.isEmpty() && !command.startsWith("export ")) {
            output = Files.readString(errors).strip();
        }
        Files.delete(errors);
        return output;
    }

    /** Gives OIDs names in the order they are met. */
    private static final class Names {
        private final Map<String, String> names = new HashMap<>();

        String replace(String text) {
            return OID.matcher(text)
                    .replaceAll(oid -> names.computeIfAbsent(oid.group(), key -> "oid" + (names.size() + 1)));
        }
    }
}
