package io.fusioncache.server.command.string;

import io.fusioncache.server.command.Command;
import io.fusioncache.server.command.Invocation;
import io.fusioncache.server.engine.keyspace.Entry;
import io.fusioncache.server.engine.keyspace.ValueKind;

/** {@code GETSET key value}. */
public final class GetSet extends Command {
    /** The command. */
    public GetSet() {
        super("GETSET");
    }

    @Override
    public boolean keepsArguments() {
        return true;
    }

    @Override
    public void run(Invocation call) {
        Texts.reply(call, call.keyspace().put(call.key(1), ValueKind.STRING, call.argument(2), Entry.NEVER));
    }
}
