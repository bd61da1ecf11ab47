package io.fusioncache.cli.shell;

import io.fusioncache.cli.connection.Connection;
import io.fusioncache.cli.console.CliException;
import io.fusioncache.cli.console.ExitStatus;
import io.fusioncache.cli.json.JsonTree;
import java.util.List;
import java.util.Locale;

/** Reads, runs and shows until the end: the loop of the shell. Knows no line editor. */
final class Shell {
    private static final String VERSION_QUERY = "{\"SERVER_INFO\":{}}";

    private final ShellParts parts;
    private final LineSource lines;
    private final OwnWords ownWords;
    private boolean wasConnected;
    private ExitStatus firstFailure = ExitStatus.SUCCESS;

    Shell(ShellParts parts, LineSource lines, HistoryList history) {
        this.parts = parts;
        this.lines = lines;
        this.ownWords = new OwnWords(parts, history, this::runAll);
    }

    /**
     * Runs to the end.
     *
     * @return SUCCESS; without a person, how the first thing that failed ended
     */
    ExitStatus run(boolean interactive) {
        boolean connected = greet(interactive);
        if (!connected && !interactive) {
            return ExitStatus.NO_CONNECTION;
        }
        while (true) {
            switch (lines.read(prompt())) {
                case LineSource.End end -> {
                    return interactive ? ExitStatus.SUCCESS : firstFailure;
                }
                case LineSource.Interrupted interrupted -> {
                    // The line is gone, and that is all.
                }
                case LineSource.Text typed -> {
                    if (!runAll(typed.text(), "", interactive)) {
                        return interactive ? ExitStatus.SUCCESS : firstFailure;
                    }
                }
            }
        }
    }

    private String prompt() {
        boolean connected = parts.link().current() != null;
        return connected ? "fusion> " : "fusion(disconnected)> ";
    }

    private boolean greet(boolean interactive) {
        try {
            Connection connection = parts.link().open();
            wasConnected = true;
            parts.names().refreshClasses();
            if (interactive) {
                List<String> facts = parts.waiting().await(connection.send(VERSION_QUERY, true), connection.timeout());
                parts.screen()
                        .print("Connected to Fusion" + version(facts.getFirst()) + " at "
                                + parts.link().name() + ". Type help, or Tab.\n");
            }
            return true;
        } catch (CliException e) {
            parts.screen().error(e.text());
            return false;
        }
    }

    private static String version(String facts) {
        if (JsonTree.parse(facts) instanceof JsonTree.Members answer
                && answer.values().get("SERVER_INFO_RSP") instanceof JsonTree.Members body
                && body.values().get("serverVersion") instanceof JsonTree.Text version) {
            return " " + version.value();
        }
        return "";
    }

    /**
     * Runs everything in a text.
     *
     * @param source what a file is called, empty for what was typed
     * @param stops whether the first failure keeps the rest from being run
     * @return false when the shell is to end
     */
    private boolean runAll(String text, String source, boolean stops) {
        for (Typed typed : Typed.all(text)) {
            try {
                if (isEnd(typed)) {
                    return false;
                }
                run(text, typed);
            } catch (CliException e) {
                tell(e, source.isEmpty() ? "" : source + ":" + line(text, typed) + ": ");
                if (stops) {
                    return true;
                }
            }
        }
        return true;
    }

    private static long line(String text, Typed typed) {
        return text.substring(0, typed.start()).chars().filter(c -> c == '\n').count() + 1;
    }

    private void tell(CliException failure, String where) {
        if (firstFailure == ExitStatus.SUCCESS) {
            firstFailure = failure.status();
        }
        parts.screen().error(where + failure.text());
    }

    private static boolean isEnd(Typed typed) {
        return typed instanceof Typed.Words words
                && (isWord(words, ShellWord.EXIT) || isWord(words, ShellWord.QUIT))
                && words.words().size() == 1;
    }

    private static boolean isWord(Typed.Words words, ShellWord own) {
        return words.values().getFirst().equalsIgnoreCase(own.word());
    }

    private void run(String text, Typed typed) {
        if (typed instanceof Typed.Comment) {
            return;
        }
        if (!typed.isComplete()) {
            throw new CliException(
                    ExitStatus.USAGE, "A quote or bracket is not closed." + Faults.caret(text, open(text, typed)));
        }
        if (typed instanceof Typed.Words words) {
            ShellWord own = ShellWord.of(words.values().getFirst());
            if (own != null || words.isMeta()) {
                ownWords.run(own, text, words);
                return;
            }
            if (words.values().getFirst().equalsIgnoreCase("MONITOR")) {
                parts.monitor().run();
                return;
            }
        }
        request(text, typed);
    }

    private static int open(String text, Typed typed) {
        if (typed instanceof Typed.Words words) {
            return words.words().getLast().start();
        }
        JsonScan.Token innermost = JsonScan.of(text, typed.start()).open().peek();
        return innermost == null ? typed.start() : innermost.start();
    }

    private void request(String text, Typed typed) {
        boolean isLost = wasConnected && parts.link().current() == null;
        parts.link().open();
        if (isLost) {
            parts.screen().error("Connected again to " + parts.link().name() + ".");
        }
        wasConnected = true;
        Caller.Outcome outcome = parts.caller().call(text, typed);
        parts.answers().show(outcome.answers());
        if (parts.preferences().timing()) {
            parts.screen().error(String.format(Locale.ROOT, "%.3f ms", outcome.nanos() / 1e6));
        }
        if (outcome.failure() != null) {
            throw outcome.failure();
        }
    }
}
