package io.fusioncache.server.command;

import io.fusioncache.common.command.CommandFlag;
import io.fusioncache.common.command.CommandGroup;
import io.fusioncache.common.command.CommandSpec;
import io.fusioncache.common.command.CommandTable;
import io.fusioncache.common.command.KeyPositions;
import java.util.List;

/** A text command: what it is, and what it does. One instance serves all clients and keeps no state of its own. */
public abstract class Command {
    private final CommandSpec spec;
    private final String fullName;
    private final boolean slow;
    private final boolean administration;
    private final boolean json;
    private final boolean secret;

    /**
     * A command of the table.
     *
     * @param name as in the table, a subcommand's with its container: {@code CONFIG GET}
     * @throws IllegalArgumentException when the table lacks it
     */
    protected Command(String name) {
        CommandSpec found = CommandTable.find(name);
        if (found == null) {
            throw new IllegalArgumentException("no command " + name + " in the table");
        }
        this.spec = found;
        this.fullName = found.fullName();
        this.slow = found.is(CommandFlag.SLOW);
        this.json = found.group() == CommandGroup.JSON;
        this.administration = found.is(CommandFlag.ADMIN);
        this.secret = fullName.equals("auth") || fullName.equals("hello");
    }

    /** What the table says about it. */
    public final CommandSpec spec() {
        return spec;
    }

    /** The spec's full name, made once: every call notes it. */
    final String fullName() {
        return fullName;
    }

    /** True when {@code MONITOR} does not show it. */
    final boolean isAdministration() {
        return administration;
    }

    /** True when {@code MONITOR} shows its name only, because its arguments are secrets. */
    final boolean isSecret() {
        return secret;
    }

    /**
     * True when a client that stops on errors may still have it done after one: what ends the stop, or the connection.
     */
    public boolean isDoneAfterFailure() {
        return false;
    }

    /** The subcommands, when the second word chooses one. */
    public List<Command> subcommands() {
        return List.of();
    }

    /** True when this call may take long, so that it must not run on a network thread. */
    public boolean isSlow(byte[][] arguments) {
        return slow;
    }

    /**
     * True when this call may take long because of what is stored.
     *
     * @param copies true when the reply is made by copying values; else they are referred to
     */
    protected boolean isSlow(byte[][] arguments, boolean copies, CommandServices services) {
        return (copies || worksOnValues()) && services.keyspace().holdsLarge() && readsLarge(arguments, services);
    }

    /** True when it copies or reads through the values of its keys, whatever its reply is. */
    protected boolean worksOnValues() {
        return json;
    }

    private boolean readsLarge(byte[][] arguments, CommandServices services) {
        KeyPositions keys = spec.keys();
        int last = keys.last() < 0 ? arguments.length + keys.last() : keys.last();
        for (int i = keys.first(); i > 0 && i <= last && i < arguments.length; i += keys.step()) {
            if (services.keyspace().isLarge(arguments[i])) {
                return true;
            }
        }
        return false;
    }

    /** True when an argument is not copied but becomes a value. */
    public boolean keepsArguments() {
        return false;
    }

    /**
     * Does it and writes one reply. The number of arguments fits the spec.
     *
     * @throws CommandException instead of a reply
     */
    public abstract void run(Invocation call);
}
