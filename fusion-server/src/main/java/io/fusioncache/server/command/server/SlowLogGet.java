package io.fusioncache.server.command.server;

import io.fusioncache.server.command.Command;
import io.fusioncache.server.command.CommandException;
import io.fusioncache.server.command.Invocation;
import io.fusioncache.server.command.SlowLog;
import java.util.List;

/** {@code SLOWLOG GET [count]}: 10 when not said, all for -1. */
public final class SlowLogGet extends Command {
    /** The command. */
    public SlowLogGet() {
        super("SLOWLOG GET");
    }

    @Override
    public void run(Invocation call) {
        if (call.count() > 3) {
            throw Invocation.wrongNumberOfArguments(this);
        }
        long count = call.count() == 3 ? call.integer(2, BAD_COUNT) : DEFAULT_COUNT;
        if (count < -1) {
            throw new CommandException(BAD_COUNT);
        }
        List<SlowLog.SlowEntry> entries = call.services().slowLog().newest(count == -1 ? Long.MAX_VALUE : count);
        call.reply().array(entries.size());
        for (SlowLog.SlowEntry entry : entries) {
            call.reply().array(6);
            call.reply().integer(entry.id());
            call.reply().integer(entry.unixSeconds());
            call.reply().integer(entry.micros());
            call.reply().array(entry.arguments().size());
            entry.arguments().forEach(call.reply()::bulk);
            call.reply().bulk(entry.address());
            call.reply().bulk(entry.clientName());
        }
    }

    private static final int DEFAULT_COUNT = 10;
    private static final String BAD_COUNT = "ERR count should be greater than or equal to -1";
}
