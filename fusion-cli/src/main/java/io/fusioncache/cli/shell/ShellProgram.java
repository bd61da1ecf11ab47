package io.fusioncache.cli.shell;

import io.fusioncache.cli.config.Settings;
import io.fusioncache.cli.console.AnswerOutput;
import io.fusioncache.cli.console.CliException;
import io.fusioncache.cli.console.Console;
import io.fusioncache.cli.console.ExitStatus;
import io.fusioncache.cli.console.Messages;
import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.Signals;

/**
 * The shell as a whole: on a terminal with editing, else as a plain reader of lines that writes no escapes.
 *
 * @param settings of the run
 * @param console its streams
 * @param vi whether keys are those of vi rather than Emacs
 * @param patience how long Tab may wait for names of the server's
 */
public record ShellProgram(Settings settings, Console console, boolean vi, Duration patience) {
    private static final Duration PATIENCE = Duration.ofMillis(150);

    /** The shell with the usual patience. */
    public ShellProgram(Settings settings, Console console, boolean vi) {
        this(settings, console, vi, PATIENCE);
    }

    /**
     * Runs it to its end.
     *
     * @return SUCCESS; when nobody types, how the first thing that failed ended
     */
    public ExitStatus run(AnswerOutput out, Messages messages) {
        boolean isDumb = "dumb".equals(console.variables().getOrDefault("TERM", "dumb"));
        boolean edits = console.inIsTerminal() && console.outIsTerminal() && !isDumb;
        if (!edits) {
            return runPlain(out, messages);
        }
        try (Terminal terminal = TerminalBuilder.builder()
                .system(true)
                .dumb(true)
                .provider("ffm")
                .build()) {
            return runOn(terminal);
        } catch (IOException e) {
            throw new CliException(ExitStatus.OUTPUT_FAILED, "can't use the terminal: " + e.getMessage());
        }
    }

    /** Runs it on a terminal. */
    ExitStatus runOn(Terminal terminal) {
        // The editor's own remarks are of no use to who types.
        Logger remarks = Logger.getLogger("org.jline");
        remarks.setLevel(Level.OFF);
        boolean coloured = settings.colour(true);
        Screen screen = new TerminalScreen(terminal, coloured, new Interrupts());
        try (ShellParts parts = ShellParts.of(settings, console, screen, patience);
                EditedLines lines =
                        new EditedLines(terminal, new Completions(parts.names()), coloured, vi, console.variables())) {
            return new Shell(parts, lines, lines.history()).run(true);
        } finally {
            Reference.reachabilityFence(remarks); // A logger that nobody holds forgets its level.
        }
    }

    private ExitStatus runPlain(AnswerOutput out, Messages messages) {
        boolean asks = console.inIsTerminal() && (console.outIsTerminal() || console.errIsTerminal());
        Consumer<String> prompts = prompts(out, messages, asks);
        Interrupts interrupts = new Interrupts();
        if (asks) {
            Signals.register("INT", interrupts::fire);
        }
        Screen screen = new StreamScreen(out, messages, settings.colour(console.outIsTerminal()), interrupts);
        try (ShellParts parts = ShellParts.of(settings, console, screen, patience);
                PlainLines lines = new PlainLines(console.in(), prompts)) {
            return new Shell(parts, lines, HistoryList.NONE).run(asks);
        }
    }

    private Consumer<String> prompts(AnswerOutput out, Messages messages, boolean asks) {
        if (!asks) {
            return prompt -> {};
        }
        return console.outIsTerminal()
                ? prompt -> {
                    out.write(prompt.getBytes(StandardCharsets.UTF_8), 0, prompt.length());
                    out.flush();
                }
                : messages::write;
    }
}
