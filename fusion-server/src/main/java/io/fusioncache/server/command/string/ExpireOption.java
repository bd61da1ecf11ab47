package io.fusioncache.server.command.string;

import io.fusioncache.server.command.CommandException;
import io.fusioncache.server.command.Errors;
import io.fusioncache.server.command.Invocation;
import io.fusioncache.server.engine.keyspace.Deadlines;
import org.jspecify.annotations.Nullable;

/** The time that a command may be given: {@code EX}, {@code PX}, {@code EXAT} or {@code PXAT}. */
enum ExpireOption {
    EX(1000, false),
    PX(1, false),
    EXAT(1000, true),
    PXAT(1, true);

    /** Milliseconds in one of its units. */
    private final long unit;

    /** True for a moment, false for a time to live. */
    private final boolean absolute;

    ExpireOption(long unit, boolean absolute) {
        this.unit = unit;
        this.absolute = absolute;
    }

    /** The option that a word names when another word follows it, or null. */
    static @Nullable ExpireOption at(Invocation call, int index) {
        if (index + 1 >= call.count()) {
            return null;
        }
        for (ExpireOption option : values()) {
            if (call.is(index, option.name())) {
                return option;
            }
        }
        return null;
    }

    /**
     * The deadline that a word says.
     *
     * @throws CommandException when it is no integer, not positive, or too far away
     */
    long deadline(Invocation call, int index, String fullName) {
        long time = call.integer(index);
        Deadlines deadlines = call.keyspace().deadlines();
        if (time <= 0 || time > Long.MAX_VALUE / unit) {
            throw new CommandException(Errors.invalidExpire(fullName));
        }
        long millis = time * unit;
        if (absolute) {
            return deadlines.at(millis);
        }
        if (millis > Long.MAX_VALUE - call.services().clock().unixMicros() / 1000) {
            throw new CommandException(Errors.invalidExpire(fullName));
        }
        return deadlines.after(millis);
    }
}
