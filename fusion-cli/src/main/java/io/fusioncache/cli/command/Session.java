package io.fusioncache.cli.command;

import io.fusioncache.cli.config.Setting;
import io.fusioncache.cli.config.Settings;
import io.fusioncache.cli.console.AnswerOutput;
import io.fusioncache.cli.console.Console;
import io.fusioncache.cli.console.Messages;
import io.fusioncache.cli.render.Renderer;

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

    /** A line of summary, unless it is not wanted. */
    void summary(String text) {
        if (!settings.isOn(Setting.QUIET)) {
            messages.line(text);
        }
    }
}
