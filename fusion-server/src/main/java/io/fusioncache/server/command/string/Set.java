package io.fusioncache.server.command.string;

import io.fusioncache.server.command.Command;
import io.fusioncache.server.command.Invocation;
import io.fusioncache.server.engine.keyspace.Entry;
import io.fusioncache.server.engine.keyspace.EntrySlot;
import io.fusioncache.server.engine.keyspace.ValueKind;
import org.jspecify.annotations.Nullable;

/** {@code SET key value [NX | XX] [GET] [EX | PX | EXAT | PXAT | KEEPTTL]}. */
public final class Set extends Command {
    /** The command. */
    public Set() {
        super("SET");
    }

    @Override
    public boolean keepsArguments() {
        return true;
    }

    @Override
    public void run(Invocation call) {
        byte[] key = call.key(1);
        byte[] value = call.argument(2);
        SetOptions options = SetOptions.parse(call, spec().fullName());
        Outcome outcome = options.isPlain()
                ? new Outcome(call.keyspace().put(key, ValueKind.STRING, value, options.deadline()), true)
                : call.keyspace().update(key, value.length, slot -> store(slot, value, options));
        if (options.answersOld()) {
            Texts.reply(call, outcome.old());
        } else if (outcome.stored()) {
            call.reply().status("OK");
        } else {
            call.reply().nil();
        }
    }

    private static Outcome store(EntrySlot slot, byte[] value, SetOptions options) {
        Entry old = slot.entry();
        boolean allowed = options.allows(old != null);
        if (allowed) {
            slot.put(ValueKind.STRING, value, options.keepsDeadline() ? slot.deadline() : options.deadline());
        }
        return new Outcome(old, allowed);
    }

    /** What was there, and whether the value was stored. */
    private record Outcome(@Nullable Entry old, boolean stored) {}
}
