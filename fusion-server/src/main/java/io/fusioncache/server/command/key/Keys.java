package io.fusioncache.server.command.key;

import io.fusioncache.server.command.Command;
import io.fusioncache.server.command.Invocation;
import io.fusioncache.server.engine.keyspace.Glob;
import java.util.ArrayList;
import java.util.List;

/** {@code KEYS pattern}: walks the whole key space. */
public final class Keys extends Command {
    /** The command. */
    public Keys() {
        super("KEYS");
    }

    @Override
    public void run(Invocation call) {
        Glob glob = new Glob(call.argument(1));
        List<byte[]> keys = new ArrayList<>();
        call.keyspace().forEach(entry -> {
            if (glob.matches(entry.key())) {
                call.listed(entry.key());
                keys.add(entry.key());
            }
        });
        call.reply().array(keys.size());
        keys.forEach(call.reply()::bulk);
    }
}
