package io.fusioncache.cli.shell;

import io.fusioncache.cli.config.Settings;
import io.fusioncache.cli.console.CliException;
import io.fusioncache.cli.console.ExitStatus;
import io.fusioncache.cli.console.FileFaults;
import io.fusioncache.common.text.NearMiss;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Does what the shell's own words say. */
final class OwnWords {
    /** Runs everything in a text. */
    interface Runner {
        boolean run(String text, String source, boolean stops);
    }

    private final ShellParts parts;
    private final HistoryList history;
    private final Runner runner;

    OwnWords(ShellParts parts, HistoryList history, Runner runner) {
        this.parts = parts;
        this.history = history;
        this.runner = runner;
    }

    /**
     * Does it.
     *
     * @param own null for a word with a colon that the shell does not know
     * @throws CliException when it can't be done; the text says how it can
     */
    void run(@Nullable ShellWord own, String text, Typed.Words words) {
        if (own == null) {
            throw unknown(text, words);
        }
        List<String> arguments = words.values().subList(1, words.words().size());
        if (own.takesOneWordAtMost() && arguments.size() > 1) {
            throw usage(own);
        }
        switch (own) {
            case HELP -> help(arguments);
            case FORMAT, TIMING -> change(own.word().substring(1), arguments);
            case SET -> set(arguments);
            case SOURCE -> source(own, arguments);
            case CONNECT -> connect(own, arguments);
            case HISTORY -> history(arguments);
            case WATCH -> watch(text, words);
            case CLEAR -> parts.screen().clear();
            case EXIT, QUIT -> throw usage(own);
        }
    }

    private static CliException unknown(String text, Typed.Words words) {
        String typed = words.values().getFirst();
        List<String> known =
                Arrays.stream(ShellWord.values()).map(ShellWord::word).toList();
        return new CliException(
                ExitStatus.USAGE,
                "Unknown word " + typed + NearMiss.suggestion(typed, known) + " help @shell lists what there is."
                        + Faults.caret(text, words.start()));
    }

    private static CliException usage(ShellWord own) {
        return new CliException(ExitStatus.USAGE, "Usage: " + (own.word() + " " + own.syntax()).strip());
    }

    private void help(List<String> arguments) {
        if (arguments.isEmpty()) {
            parts.screen().print(Help.overview());
            return;
        }
        String topic = String.join(" ", arguments);
        parts.screen()
                .print(Help.about(topic).orElseThrow(() -> new CliException(ExitStatus.USAGE, Help.unknown(topic))));
    }

    private void set(List<String> arguments) {
        if (arguments.isEmpty()) {
            parts.screen().print(parts.preferences().listing());
        } else if (arguments.size() <= 2) {
            change(arguments.getFirst(), arguments.subList(1, arguments.size()));
        } else {
            throw usage(ShellWord.SET);
        }
    }

    private void change(String name, List<String> value) {
        if (value.isEmpty() && Preferences.NAMES.contains(name)) {
            parts.screen().print(name + " is " + parts.preferences().value(name) + "\n");
            return;
        }
        parts.preferences()
                .change(name, value.isEmpty() ? "" : value.getFirst())
                .ifPresent(fault -> {
                    throw new CliException(ExitStatus.USAGE, fault);
                });
    }

    private void source(ShellWord own, List<String> arguments) {
        if (arguments.isEmpty()) {
            throw usage(own);
        }
        String file = arguments.getFirst();
        try {
            runner.run(Files.readString(Path.of(file)), file, true);
        } catch (IOException e) {
            throw new CliException(ExitStatus.USAGE, "Can't read " + file + ": " + FileFaults.reason(e));
        }
    }

    private void connect(ShellWord own, List<String> arguments) {
        if (arguments.isEmpty()) {
            throw usage(own);
        }
        try {
            parts.link().move(parts.link().at(arguments.getFirst()));
        } catch (IllegalArgumentException e) {
            throw new CliException(ExitStatus.USAGE, String.valueOf(e.getMessage()));
        }
        parts.names().forget();
        parts.names().refreshClasses();
        parts.screen().print("Connected to " + parts.link().name() + ".\n");
    }

    private void history(List<String> arguments) {
        List<String> entries = history.entries();
        String count = arguments.isEmpty() ? String.valueOf(entries.size()) : arguments.getFirst();
        if (!count.matches("[0-9]{1,9}")) {
            throw usage(ShellWord.HISTORY);
        }
        int from = Math.max(0, entries.size() - Integer.parseInt(count));
        StringBuilder text = new StringBuilder();
        for (int i = from; i < entries.size(); i++) {
            text.append(String.format("%5d  %s%n", i + 1, entries.get(i).replace("\n", "\n       ")));
        }
        parts.screen().print(text.toString());
    }

    private void watch(String text, Typed.Words words) {
        if (words.words().size() < 3) {
            throw usage(ShellWord.WATCH);
        }
        Duration period = Settings.seconds(":watch", words.values().get(1));
        String command = text.substring(words.words().get(2).start(), words.end());
        Typed typed = Typed.all(command).getFirst();
        boolean runs = typed instanceof Typed.Json
                || (typed instanceof Typed.Words inner
                        && ShellWord.of(inner.values().getFirst()) == null);
        if (!runs || !typed.isComplete()) {
            throw usage(ShellWord.WATCH);
        }
        new Watch(parts.caller(), parts.answers(), parts.screen()).run(period, command, typed);
    }
}
