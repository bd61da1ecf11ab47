package io.fusioncache.cli.command;

import io.fusioncache.cli.config.Setting;
import io.fusioncache.cli.config.Settings;
import io.fusioncache.cli.console.AnswerOutput;
import io.fusioncache.cli.console.CliException;
import io.fusioncache.cli.console.Console;
import io.fusioncache.cli.console.ExitStatus;
import io.fusioncache.cli.console.Messages;
import io.fusioncache.cli.render.AnswerKind;
import io.fusioncache.cli.render.Renderer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * What a running command has.
 *
 * @param console the process
 * @param settings resolved
 * @param out standard output, flushed when the command ends
 * @param messages standard error
 */
record Session(Console console, Settings settings, AnswerOutput out, Messages messages) {
    Renderer renderer() {
        return Renderer.of(settings.format(console.outIsTerminal()), settings.colour(console.outIsTerminal()));
    }

    /** Prints a line of text on standard output. */
    void print(String line) {
        byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
        out.write(bytes, 0, bytes.length);
    }

    /** Waits. */
    void pause(Duration time) {
        try {
            console.pause().sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CliException(ExitStatus.INTERRUPTED, "");
        }
    }

    /** The end of a run that can't go on because of an error answer to a text command. */
    static CliException serverError(String answer) {
        AnswerKind kind = AnswerKind.ofCommand(answer);
        return new CliException(kind.status(), kind.message());
    }

    /** Whether the time that answers take is told. */
    boolean timing() {
        return settings.isOn(Setting.TIMING);
    }

    /** A line of summary, unless it is not wanted. */
    void summary(String text) {
        if (!settings.isOn(Setting.QUIET)) {
            messages.line(text);
        }
    }
}
