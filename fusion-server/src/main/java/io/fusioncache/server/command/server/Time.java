package io.fusioncache.server.command.server;

import io.fusioncache.server.command.Command;
import io.fusioncache.server.command.Invocation;

/** {@code TIME}. */
public final class Time extends Command {
    /** The command. */
    public Time() {
        super("TIME");
    }

    @Override
    public void run(Invocation call) {
        long micros = call.services().clock().unixMicros();
        call.reply().array(2);
        call.reply().bulk(Long.toString(micros / 1_000_000));
        call.reply().bulk(Long.toString(micros % 1_000_000));
    }
}
