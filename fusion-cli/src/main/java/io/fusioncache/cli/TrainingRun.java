package io.fusioncache.cli;

import io.fusioncache.cli.command.Program;
import io.fusioncache.cli.console.Console;
import io.fusioncache.cli.console.ExitStatus;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Several runs of the program in one process, for the cache of loaded classes that a package brings: it knows what one
 * process has used. Not for users.
 */
public final class TrainingRun {
    private TrainingRun() {}

    /**
     * Runs what standard input holds: a run on each line, its arguments between tabs. The last one ends the process as
     * it would end one of its own; one before it that fails ends it too.
     */
    public static void main(String[] arguments) throws IOException {
        List<String> lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
                .lines()
                .toList();
        for (String line : lines.subList(0, lines.size() - 1)) {
            ExitStatus status = Program.run(line.split("\t", -1), Console.ofProcess());
            if (status != ExitStatus.SUCCESS) {
                throw new IllegalStateException(line + " ended with " + status);
            }
        }
        Main.main(lines.getLast().split("\t", -1));
    }
}
