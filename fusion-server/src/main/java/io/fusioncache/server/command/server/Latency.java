package io.fusioncache.server.command.server;

import io.fusioncache.server.command.Command;
import io.fusioncache.server.command.Help;
import io.fusioncache.server.command.Invocation;
import java.util.List;

/** {@code LATENCY}: no events are kept, so there is none to tell. */
public final class Latency extends Command {
    /** The command. */
    public Latency() {
        super("LATENCY");
    }

    @Override
    public List<Command> subcommands() {
        return List.of(new Nothing("LATENCY LATEST"), new Nothing("LATENCY HISTORY"), new Reset(), new Help("LATENCY"));
    }

    @Override
    public void run(Invocation call) {
        throw Invocation.wrongNumberOfArguments(this);
    }

    /** {@code LATENCY LATEST} and {@code LATENCY HISTORY}. */
    private static final class Nothing extends Command {
        Nothing(String name) {
            super(name);
        }

        @Override
        public void run(Invocation call) {
            call.reply().array(0);
        }
    }

    /** {@code LATENCY RESET}. */
    private static final class Reset extends Command {
        Reset() {
            super("LATENCY RESET");
        }

        @Override
        public void run(Invocation call) {
            call.reply().integer(0);
        }
    }
}
