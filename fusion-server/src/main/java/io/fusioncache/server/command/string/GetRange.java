package io.fusioncache.server.command.string;

import io.fusioncache.server.command.Command;
import io.fusioncache.server.command.Invocation;
import io.fusioncache.server.engine.keyspace.Entry;
import io.fusioncache.server.engine.memory.HeapArrays;
import java.util.Arrays;

/** {@code GETRANGE key start end}: bytes of the value; negative positions count from the end. */
public final class GetRange extends Command {
    /** The command. */
    public GetRange() {
        super("GETRANGE");
    }

    @Override
    protected boolean worksOnValues() {
        return true;
    }

    @Override
    public void run(Invocation call) {
        byte[] key = call.key(1);
        long start = call.integer(2);
        long end = call.integer(3);
        Entry entry = call.read(key);
        byte[] value = entry == null ? Texts.NOTHING : entry.value();
        if (start < 0 && end < 0 && start > end) {
            call.reply().bulk(Texts.NOTHING);
            return;
        }
        long from = Math.max(start < 0 ? start + value.length : start, 0);
        long to = Math.min(Math.max(end < 0 ? end + value.length : end, 0), value.length - 1L);
        if (from > to) {
            call.reply().bulk(Texts.NOTHING);
            return;
        }
        // Copied, since a part that waits to be sent would keep the whole value, which may be long gone by then.
        call.memory().take(HeapArrays.bytes(to + 1 - from));
        call.reply().bulk(Arrays.copyOfRange(value, (int) from, (int) to + 1));
    }
}
