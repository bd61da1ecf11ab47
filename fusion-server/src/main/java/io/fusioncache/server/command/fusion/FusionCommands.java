package io.fusioncache.server.command.fusion;

import io.fusioncache.server.command.Command;
import io.fusioncache.server.command.Invocation;
import java.util.List;

/** The commands of this package. */
public final class FusionCommands {
    private FusionCommands() {}

    /** One of each. */
    public static List<Command> all() {
        return List.of(new Fuse(), new GetFused(), new Unfuse(), new FuseInfo(), new ListComposites(), new FusedBy());
    }

    /** Replies with a list of keys. */
    static void replyKeys(Invocation call, List<byte[]> keys) {
        call.reply().array(keys.size());
        keys.forEach(call.reply()::bulk);
    }
}
