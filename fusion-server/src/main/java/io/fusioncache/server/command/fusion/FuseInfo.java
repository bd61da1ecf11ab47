package io.fusioncache.server.command.fusion;

import io.fusioncache.server.command.Command;
import io.fusioncache.server.command.Invocation;
import io.fusioncache.server.command.ReplyWriter;
import io.fusioncache.server.engine.composite.CompositeInfo;

/** {@code FUSE_INFO composite}. */
public final class FuseInfo extends Command {
    private static final int FIELDS = 6;

    /** The command. */
    public FuseInfo() {
        super("FUSE_INFO");
    }

    @Override
    public void run(Invocation call) {
        CompositeInfo info = call.services().composites().info(call.key(1));
        ReplyWriter reply = call.reply();
        if (info == null) {
            reply.nil();
            return;
        }
        reply.map(FIELDS);
        reply.bulk("fragments");
        FusionCommands.replyKeys(call, info.fragments());
        reply.bulk("missing");
        FusionCommands.replyKeys(call, info.missing());
        reply.bulk("state");
        reply.bulk(info.state());
        reply.bulk("cached_bytes");
        reply.integer(info.cachedBytes());
        reply.bulk("composed");
        reply.integer(info.compositions());
        reply.bulk("hits");
        reply.integer(info.hits());
    }
}
