package io.fusioncache.server.command.string;

import io.fusioncache.server.command.CommandException;
import io.fusioncache.server.command.Errors;
import io.fusioncache.server.command.Invocation;
import io.fusioncache.server.engine.keyspace.Entry;

/**
 * What may follow {@code SET key value}.
 *
 * @param onlyNew {@code NX}
 * @param onlyPresent {@code XX}
 * @param answersOld {@code GET}
 * @param keepsDeadline {@code KEEPTTL}
 * @param deadline when the key expires, or {@link Entry#NEVER}
 */
record SetOptions(boolean onlyNew, boolean onlyPresent, boolean answersOld, boolean keepsDeadline, long deadline) {
    private static final SetOptions NONE = new SetOptions(false, false, false, false, Entry.NEVER);
    private static final int FIRST = 3;

    /**
     * Reads the words after the value.
     *
     * @throws CommandException when they are wrong or exclude each other
     */
    static SetOptions parse(Invocation call, String fullName) {
        if (call.count() == FIRST) {
            return NONE;
        }
        boolean onlyNew = false;
        boolean onlyPresent = false;
        boolean answersOld = false;
        boolean keepsDeadline = false;
        ExpireOption expire = null;
        int time = 0;
        for (int i = FIRST; i < call.count(); i++) {
            ExpireOption option = ExpireOption.at(call, i);
            if (call.is(i, "NX") && !onlyPresent) {
                onlyNew = true;
            } else if (call.is(i, "XX") && !onlyNew) {
                onlyPresent = true;
            } else if (call.is(i, "GET")) {
                answersOld = true;
            } else if (call.is(i, "KEEPTTL") && expire == null) {
                keepsDeadline = true;
            } else if (option != null && (expire == null || expire == option) && !keepsDeadline) {
                expire = option;
                time = ++i;
            } else {
                throw new CommandException(Errors.SYNTAX);
            }
        }
        long deadline = expire == null ? Entry.NEVER : expire.deadline(call, time, fullName);
        return new SetOptions(onlyNew, onlyPresent, answersOld, keepsDeadline, deadline);
    }

    /** True when the value is stored though a key is there, or is not. */
    boolean allows(boolean exists) {
        return exists ? !onlyNew : !onlyPresent;
    }

    /** True when whatever is there is overwritten. */
    boolean isPlain() {
        return !onlyNew && !onlyPresent && !keepsDeadline;
    }
}
