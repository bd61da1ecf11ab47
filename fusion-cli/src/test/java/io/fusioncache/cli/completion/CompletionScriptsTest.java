package io.fusioncache.cli.completion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fusioncache.cli.command.Program;
import io.fusioncache.cli.console.Console;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The scripts in {@code completions/} are what the program prints, and complete in the real shells.
 * {@code -Dfusion.docs.update=true} writes them anew.
 */
@Timeout(60)
class CompletionScriptsTest {
    private static final Path FOLDER = Path.of("..", "completions");

    private static String printed(ShellScript script) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Console console = new Console(
                InputStream.nullInputStream(),
                out,
                OutputStream.nullOutputStream(),
                false,
                false,
                false,
                Map.of(),
                System::nanoTime,
                pause -> {});
        assertEquals(
                0,
                Program.run(new String[] {"completion", script.title()}, console)
                        .code());
        return out.toString(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @EnumSource(ShellScript.class)
    void theFilesAreWhatTheProgramPrints(ShellScript script) throws IOException {
        Path file = FOLDER.resolve(script.fileName());
        String expected = printed(script);
        if (Boolean.getBoolean("fusion.docs.update")) {
            Files.createDirectories(FOLDER);
            Files.writeString(file, expected);
        }
        assertEquals(expected, Files.readString(file), "stale; run the tests with -Dfusion.docs.update=true");
    }

    /** What each line ends as when Tab is pressed and there is one choice. */
    private static final Map<String, String> SINGLE = Map.of(
            "fusion-cli exe", "exec",
            "fusion-cli --url ws://a:1 exec persi", "PERSIST",
            "fusion-cli -o js", "json",
            "fusion-cli exec --user me --output tab", "table",
            "fusion-cli completion z", "zsh",
            "fusion-cli help lat", "latency",
            "fusion-cli load --ignore", "--ignore-unknown",
            "fusion-cli bench --protocol k", "kv");

    @Test
    void bashCompletes() throws Exception {
        String function = "source ../completions/fusion-cli.bash; t() { COMP_LINE=$1; COMP_POINT=${#1}; _fusion_cli;"
                + " echo \"${COMPREPLY[*]}\"; }; ";
        for (Map.Entry<String, String> entry : SINGLE.entrySet()) {
            assertEquals(entry.getValue() + "\n", run("bash", "-c", function + "t '" + entry.getKey() + "'"));
        }
        assertEquals(
                "pom.xml\n\nexec\n",
                run(
                        "bash",
                        "-c",
                        function + "t 'fusion-cli load pom.x'; t 'fusion-cli exec GET --u'; t 'fusion-cli ex'"));
        String commands = run("bash", "-c", function + "t 'fusion-cli '").strip();
        assertEquals(new TreeSet<>(List.of(commands.split(" "))), new TreeSet<>(commandNames()));
        assertTrue(run("bash", "-c", "source ../completions/fusion-cli.bash; complete -p fusion-cli")
                .contains("_fusion_cli"));
    }

    @Test
    void fishCompletes() throws Exception {
        for (Map.Entry<String, String> entry : SINGLE.entrySet()) {
            assertEquals(entry.getValue(), firstWords(fish(entry.getKey())).getFirst(), entry.getKey());
        }
        assertEquals(List.of("pom.xml"), firstWords(fish("fusion-cli load pom.x")));
        assertEquals("", fish("fusion-cli exec GET --u"));
        assertEquals(new TreeSet<>(commandNames()), new TreeSet<>(firstWords(fish("fusion-cli "))));
        assertTrue(fish("fusion-cli exec persi").contains("Takes the time to live away"));
    }

    private static String fish(String line) throws Exception {
        return run("fish", "--no-config", "-c", "source ../completions/fusion-cli.fish; complete -C '" + line + "'");
    }

    private static List<String> firstWords(String lines) {
        return lines.lines().map(line -> line.split("\t", 2)[0]).toList();
    }

    /** A shell inside a shell, with a terminal between them: only so does Tab do what it does for a person. */
    @Test
    void zshCompletes() throws Exception {
        String script = """
                zmodload zsh/zpty
                zpty inner zsh -f -i
                zpty -w inner 'PS1=; autoload -Uz compinit; compinit -D -u; source ../completions/_fusion-cli
                fusion-cli() { print -r -- "RAN<$*>" }; print READY-"NOW"'
                zpty -r inner text '*READY-NOW*'
                for line in "$@"; do
                    zpty -w inner "$line"$'\\t'
                    zpty -r inner text '*RAN<*>*'
                    print -r -- "${${text##*RAN<}%%>*}"
                done
                zpty -d inner
                """;
        List<String> command = new ArrayList<>(List.of("zsh", "-f", "-c", script, "zsh"));
        List<String> expected = new ArrayList<>();
        SINGLE.forEach((line, last) -> {
            command.add(line);
            expected.add(line.substring("fusion-cli ".length(), line.lastIndexOf(' ') + 1) + last);
        });
        command.add("fusion-cli load pom.x");
        expected.add("load pom.xml");
        assertEquals(
                expected,
                run(command.toArray(String[]::new)).lines().map(String::strip).toList());
    }

    private static List<String> commandNames() {
        return Arrays.stream(printed(ShellScript.FISH).split("\n"))
                .filter(line -> line.contains("__fusion_cli_needs_command -a "))
                .map(line -> line.replaceAll(".*_command -a ([a-z]+) .*", "$1"))
                .toList();
    }

    private static String run(String... command) throws Exception {
        assumeTrue(
                new ProcessBuilder("sh", "-c", "command -v " + command[0])
                                .start()
                                .waitFor()
                        == 0,
                command[0] + " is not installed; .ci/setup installs it");
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(30, TimeUnit.SECONDS), "it does not end: " + out);
        return out;
    }
}
