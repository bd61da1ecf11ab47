package io.fusioncache.cli.input;

import io.fusioncache.cli.console.CliException;
import io.fusioncache.cli.console.ExitStatus;

/** Says where a script is wrong: the place, the line, and a caret below the fault. */
final class ScriptException {
    private ScriptException() {}

    static CliException at(Position position, String message, String line) {
        StringBuilder text = new StringBuilder();
        text.append(position)
                .append(": ")
                .append(message)
                .append('\n')
                .append(line)
                .append('\n');
        for (int i = 0; i < position.column() - 1; i++) {
            // A tab stays one, so that the caret stands where the terminal has put the character.
            text.append(i < line.length() && line.charAt(i) == '\t' ? '\t' : ' ');
        }
        return new CliException(ExitStatus.USAGE, text.append('^').toString());
    }
}
