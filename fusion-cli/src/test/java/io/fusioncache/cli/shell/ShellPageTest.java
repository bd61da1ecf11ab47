package io.fusioncache.cli.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fusioncache.cli.ServerFixture;
import io.fusioncache.cli.config.Setting;
import io.fusioncache.cli.config.Settings;
import io.fusioncache.cli.console.AnswerOutput;
import io.fusioncache.cli.console.Console;
import io.fusioncache.cli.console.Messages;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Types what the session in docs/shell.md types, and compares everything shown. OIDs and the port differ from run to
 * run. With {@code -Dfusion.docs.update=true} the page gets what is shown now.
 */
@Timeout(60)
class ShellPageTest {
    private static final Path PAGE = Path.of("../docs/shell.md");
    private static final String BEGIN = "<!-- session: checked against the program -->\n```\n";
    private static final String END = "```\n<!-- end of session -->";
    private static final Pattern OID = Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    @Test
    void theSessionIsWhatThePageShows() throws Exception {
        String page = Files.readString(PAGE);
        int begin = page.indexOf(BEGIN) + BEGIN.length();
        int end = page.indexOf(END);
        assertTrue(begin >= BEGIN.length() && end > begin, "the page has no session");
        String shown = page.substring(begin, end);
        String now = replay(typed(shown));
        if (Boolean.getBoolean("fusion.docs.update")) {
            Files.writeString(PAGE, page.substring(0, begin) + now + page.substring(end));
        } else {
            assertEquals(shown, now);
        }
    }

    private static Deque<String> typed(String session) {
        Deque<String> typed = new ArrayDeque<>();
        for (String line : session.lines().toList()) {
            if (line.startsWith("fusion> ")) {
                typed.add(line.substring(8));
            } else if (line.startsWith(PlainLines.CONTINUATION)) {
                typed.add(typed.removeLast() + "\n" + line.substring(PlainLines.CONTINUATION.length()));
            }
        }
        assertTrue(typed.size() > 15, "a tour has more steps than " + typed.size());
        return typed;
    }

    private static String replay(Deque<String> typed) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ServerFixture server = new ServerFixture()) {
            Settings settings = Settings.resolve(Map.of(Setting.URL, server.url(), Setting.OUTPUT, "pretty"), Map.of());
            Console console = new Console(
                    InputStream.nullInputStream(),
                    out,
                    out,
                    true,
                    true,
                    true,
                    Map.of(),
                    System::nanoTime,
                    Thread::sleep);
            Screen screen = new StreamScreen(new AnswerOutput(out), new Messages(out, false), false, new Interrupts());
            try (ShellParts parts = ShellParts.of(settings, console, screen, Duration.ofSeconds(10))) {
                new Shell(parts, lines(typed, screen), HistoryList.NONE).run(true);
            }
            String text = out.toString(StandardCharsets.UTF_8).replace(server.url(), "ws://127.0.0.1:1982");
            Map<String, String> names = new HashMap<>();
            return OID.matcher(text)
                    .replaceAll(oid -> Matcher.quoteReplacement(
                            names.computeIfAbsent(oid.group(), key -> "OID-" + (names.size() + 1))));
        }
    }

    private static LineSource lines(Deque<String> typed, Screen screen) {
        return new LineSource() {
            @Override
            public Input read(String prompt) {
                String text = typed.poll();
                screen.print(prompt + (text == null ? "" : text.replace("\n", "\n" + PlainLines.CONTINUATION)) + "\n");
                return text == null ? new End() : new Text(text);
            }

            @Override
            public void close() {
                // Nothing is open.
            }
        };
    }
}
