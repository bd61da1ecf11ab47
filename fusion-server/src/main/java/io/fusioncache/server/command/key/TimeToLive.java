package io.fusioncache.server.command.key;

import io.fusioncache.server.command.Command;
import io.fusioncache.server.command.Invocation;
import io.fusioncache.server.engine.keyspace.Deadlines;
import io.fusioncache.server.engine.keyspace.Entry;
import java.util.List;

/** {@code TTL}, {@code PTTL} and {@code EXPIRETIME}: -2 without the key, -1 without a deadline. */
public final class TimeToLive extends Command {
    private static final int NO_KEY = -2;
    private static final int NO_DEADLINE = -1;

    private final boolean seconds;
    private final boolean absolute;

    private TimeToLive(String name, boolean seconds, boolean absolute) {
        super(name);
        this.seconds = seconds;
        this.absolute = absolute;
    }

    /** The three commands. */
    public static List<Command> all() {
        return List.of(
                new TimeToLive("TTL", true, false),
                new TimeToLive("PTTL", false, false),
                new TimeToLive("EXPIRETIME", true, true));
    }

    @Override
    public void run(Invocation call) {
        Entry entry = call.keyspace().peek(call.key(1));
        call.reply().integer(entry == null ? NO_KEY : entry.expires() ? time(call, entry.deadline()) : NO_DEADLINE);
    }

    private long time(Invocation call, long deadline) {
        Deadlines deadlines = call.keyspace().deadlines();
        long millis = absolute ? deadlines.unixMillis(deadline) : Math.max(deadlines.left(deadline), 0);
        return seconds ? millis / 1000 + (millis % 1000 >= 500 ? 1 : 0) : millis;
    }
}
