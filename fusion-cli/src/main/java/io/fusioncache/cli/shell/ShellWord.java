package io.fusioncache.cli.shell;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A word that the shell itself understands: what parsing, completion, hints and help are made from. */
enum ShellWord {
    HELP("help", "[COMMAND | @GROUP]", "Tells about a command, a query or a group", false),
    FORMAT(":format", "[pretty | json | raw | table | csv]", "How answers are printed", true),
    TIMING(":timing", "[on | off]", "How long each answer took", true),
    SET(":set", "[NAME VALUE]", "Preferences: format, timing, pager, live-keys", true),
    SOURCE(":source", "FILE", "Runs the commands and queries of a file", true),
    CONNECT(":connect", "URL", "Connects to another server", true),
    HISTORY(":history", "[COUNT]", "What was typed", true),
    WATCH(":watch", "SECS COMMAND", "Runs it again and again and marks what changed, until Ctrl-C", false),
    CLEAR("clear", "", "Clears the screen", true),
    EXIT("exit", "", "Leaves the shell", true),
    QUIT("quit", "", "Leaves the shell", true);

    private final String word;
    private final String syntax;
    private final String summary;
    private final boolean closed;

    ShellWord(String word, String syntax, String summary, boolean closed) {
        this.word = word;
        this.syntax = syntax;
        this.summary = summary;
        this.closed = closed;
    }

    /** As it is typed. */
    String word() {
        return word;
    }

    /** What follows it, for people. */
    String syntax() {
        return syntax;
    }

    /** One sentence without a full stop. */
    String summary() {
        return summary;
    }

    /** False when a command, with any number of words, may follow. */
    boolean takesOneWordAtMost() {
        return closed && this != SET;
    }

    /** The words that may follow it, in small letters; empty when anything may. */
    List<String> choices() {
        return switch (this) {
            case FORMAT, TIMING ->
                Arrays.asList(syntax.substring(1, syntax.length() - 1).split(" \\| "));
            case SET -> Preferences.NAMES;
            default -> List.of();
        };
    }

    /** The word of that name in any case of letters, or null. */
    static @Nullable ShellWord of(String typed) {
        String wanted = typed.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(command -> command.word.equals(wanted))
                .findFirst()
                .orElse(null);
    }
}
