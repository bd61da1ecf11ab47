package io.fusioncache.server.command.key;

import io.fusioncache.server.command.CommandException;
import io.fusioncache.server.command.Invocation;
import io.fusioncache.server.engine.keyspace.Entry;

/**
 * When {@code EXPIRE} does anything.
 *
 * @param whenNone {@code NX}: only for a key without a deadline
 * @param whenSome {@code XX}: only for a key with one
 * @param whenLater {@code GT}: only to a later one; a key without one never expires, which is later than any
 * @param whenEarlier {@code LT}: only to an earlier one
 */
record ExpireCondition(boolean whenNone, boolean whenSome, boolean whenLater, boolean whenEarlier) {
    private static final int FIRST = 3;

    static ExpireCondition parse(Invocation call) {
        boolean whenNone = false;
        boolean whenSome = false;
        boolean whenLater = false;
        boolean whenEarlier = false;
        for (int i = FIRST; i < call.count(); i++) {
            if (call.is(i, "NX")) {
                whenNone = true;
            } else if (call.is(i, "XX")) {
                whenSome = true;
            } else if (call.is(i, "GT")) {
                whenLater = true;
            } else if (call.is(i, "LT")) {
                whenEarlier = true;
            } else {
                throw new CommandException("ERR Unsupported option " + call.text(i));
            }
        }
        if (whenNone && (whenSome || whenLater || whenEarlier)) {
            throw new CommandException("ERR NX and XX, GT or LT options at the same time are not compatible");
        }
        if (whenLater && whenEarlier) {
            throw new CommandException("ERR GT and LT options at the same time are not compatible");
        }
        return new ExpireCondition(whenNone, whenSome, whenLater, whenEarlier);
    }

    boolean allows(long before, long after) {
        boolean has = before != Entry.NEVER;
        return !(whenNone && has)
                && !(whenSome && !has)
                && !(whenLater && after <= before)
                && !(whenEarlier && after >= before);
    }
}
