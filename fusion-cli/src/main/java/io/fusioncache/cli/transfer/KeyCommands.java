package io.fusioncache.cli.transfer;

import io.fusioncache.cli.console.CliException;
import io.fusioncache.cli.console.ExitStatus;
import io.fusioncache.cli.render.AnswerKind;
import java.util.List;

/** What loading and dumping keys know of text commands. */
final class KeyCommands {
    /** Makes the server skip what stands behind a command that fails. */
    static final List<String> STOP_ON_ERROR = List.of("CLIENT", "STOP-ON-ERROR", "ON");

    private KeyCommands() {}

    /** The answer, unless it is an error, which ends the run. */
    static String checked(String answer) {
        AnswerKind kind = AnswerKind.ofCommand(answer);
        if (kind.status() != ExitStatus.SUCCESS && kind.status() != ExitStatus.VALUE_MISSING) {
            throw new CliException(kind.status(), kind.message());
        }
        return answer;
    }
}
