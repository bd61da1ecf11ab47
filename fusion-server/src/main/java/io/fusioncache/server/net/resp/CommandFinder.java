package io.fusioncache.server.net.resp;

import io.fusioncache.server.command.Command;
import io.fusioncache.server.command.CommandDispatcher;
import org.jspecify.annotations.Nullable;

/** Finds the commands of one client. Where the parser gives the same name again, it is the same command. */
final class CommandFinder implements LookAhead.Toucher {
    private final CommandDispatcher dispatcher;
    private byte @Nullable [] lastName;
    private @Nullable Command lastFound;

    CommandFinder(CommandDispatcher dispatcher) {
        this.dispatcher = dispatcher;
    }

    /** The command that some words call, or null. */
    @SuppressWarnings("ReferenceEquality") // Another array with the same bytes is looked up, and found as well.
    @Nullable
    Command find(byte[][] words) {
        if (words[0] != lastName) {
            lastName = words[0];
            lastFound = dispatcher.find(words);
        }
        return lastFound;
    }

    @Override
    public int touch(byte[][] keys, int count) {
        return dispatcher.touch(keys, count);
    }
}
