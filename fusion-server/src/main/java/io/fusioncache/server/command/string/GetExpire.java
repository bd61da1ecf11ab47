package io.fusioncache.server.command.string;

import io.fusioncache.server.command.Command;
import io.fusioncache.server.command.CommandException;
import io.fusioncache.server.command.Errors;
import io.fusioncache.server.command.Invocation;
import io.fusioncache.server.engine.keyspace.Entry;

/** {@code GETEX key [EX | PX | EXAT | PXAT | PERSIST]}. */
public final class GetExpire extends Command {
    /** The command. */
    public GetExpire() {
        super("GETEX");
    }

    @Override
    public void run(Invocation call) {
        byte[] key = call.key(1);
        ExpireOption option = null;
        boolean persist = false;
        int time = 0;
        for (int i = 2; i < call.count(); i++) {
            ExpireOption next = ExpireOption.at(call, i);
            if (next != null && !persist && (option == null || option == next)) {
                option = next;
                time = ++i;
            } else if (call.is(i, "PERSIST") && option == null) {
                persist = true;
            } else {
                throw new CommandException(Errors.SYNTAX);
            }
        }
        Entry entry = call.read(key);
        if (entry != null && option != null) {
            entry = call.keyspace().expire(key, option.deadline(call, time, spec().fullName()));
        } else if (entry != null && persist) {
            entry = call.keyspace().expire(key, Entry.NEVER);
        }
        Texts.reply(call, entry);
    }
}
