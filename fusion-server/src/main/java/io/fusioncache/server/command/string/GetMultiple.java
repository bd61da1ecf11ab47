package io.fusioncache.server.command.string;

import io.fusioncache.server.command.Command;
import io.fusioncache.server.command.Invocation;
import io.fusioncache.server.engine.keyspace.Entry;
import org.jspecify.annotations.Nullable;

/** {@code MGET key [key ...]}: all of one moment. */
public final class GetMultiple extends Command {
    /** The command. */
    public GetMultiple() {
        super("MGET");
    }

    @Override
    public void run(Invocation call) {
        @Nullable
        Entry[] entries =
                call.keyspace().getTogether(call.keys(1, 1), !call.client().isNoTouch());
        call.reply().array(entries.length);
        for (Entry entry : entries) {
            Texts.reply(call, entry);
        }
    }
}
