package io.fusioncache.server.command.object;

import io.fusioncache.server.command.Command;
import io.fusioncache.server.command.Invocation;

/** {@code FQL query}: an answer or an FQL error, both JSON; nil when the query wanted no answer. */
public final class FqlQuery extends Command {
    /** The command. */
    public FqlQuery() {
        super("FQL");
    }

    @Override
    public void run(Invocation call) {
        byte[] answer = call.services().objects().run(call.argument(1));
        if (answer == null) {
            call.reply().nil();
        } else {
            call.reply().json(answer);
        }
    }

    @Override
    public boolean isSlow(byte[][] arguments) {
        return true;
    }
}
