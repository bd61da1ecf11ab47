package io.fusioncache.server.command;

import io.fusioncache.server.engine.composite.FusionException;
import io.fusioncache.server.engine.keyspace.CompositeKeyException;
import io.fusioncache.server.engine.keyspace.Keyspace;
import io.fusioncache.server.engine.memory.MemoryLimitException;
import io.fusioncache.server.engine.memory.WorkingMemory;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Runs text commands: finds the command, checks the number of words, runs it, and turns what it throws into an error
 * reply, all in one place. Safe for use by any number of threads, as long as each client's commands come one at a time.
 */
public final class CommandDispatcher {
    private static final Logger LOG = System.getLogger(CommandDispatcher.class.getName());
    private static final int MOST_WORDS_ON_A_NETWORK_THREAD = 1024;
    private static final int LONGEST_QUOTED = 128;

    /** A command of more bytes than this is handed on: to check a JSON text of a million names takes seconds. */
    public static final int LONGEST_ON_A_NETWORK_THREAD = 16 * 1024;

    private final CommandServices services;
    private final CommandWitness witness;
    private final CommandIndex commands;
    private final Map<Command, CommandIndex> subcommands = new HashMap<>();

    /**
     * Runs the commands given.
     *
     * @param commands usually {@link CommandCatalog#all()}
     */
    public CommandDispatcher(CommandServices services, List<Command> commands) {
        this.services = services;
        this.witness = new CommandWitness(services.monitors(), services.slowLog(), services.clock());
        this.commands = new CommandIndex(commands);
        for (Command command : commands) {
            if (!command.subcommands().isEmpty()) {
                subcommands.put(command, new CommandIndex(command.subcommands()));
            }
        }
    }

    /**
     * True when the call may take long, so that it has to run on a worker thread while the client's later commands
     * wait. Cheap; says false for what is no command.
     *
     * @param copies true when replies are made by copying values; else they are referred to
     */
    public boolean isSlow(byte[][] arguments, boolean copies) {
        return arguments.length > 0 && isSlow(find(arguments), arguments, copies);
    }

    /** The command that some words call, at least one, or null; subcommands are found when it runs. */
    public @Nullable Command find(byte[][] arguments) {
        return commands.find(arguments[0]);
    }

    /** As {@link #isSlow(byte[][], boolean)}, given what {@link #find(byte[][])} has found. */
    public boolean isSlow(@Nullable Command command, byte[][] arguments, boolean copies) {
        return command != null
                && (arguments.length > MOST_WORDS_ON_A_NETWORK_THREAD
                        || isLong(arguments)
                        || command.isSlow(arguments)
                        || command.isSlow(arguments, copies, services));
    }

    /**
     * Reads what looking up some keys will read from memory; see {@link Keyspace#touch}. Words that are no keys may be
     * among them.
     */
    public int touch(byte[][] keys, int count) {
        return services.keyspace().touch(keys, count);
    }

    private static boolean isLong(byte[][] arguments) {
        long length = 0;
        for (byte[] argument : arguments) {
            length += argument.length;
        }
        return length > LONGEST_ON_A_NETWORK_THREAD;
    }

    /** The time, in nanoseconds on the command clock. */
    public long nanos() {
        return witness.nanos();
    }

    /** What a message of several commands holds while they run. */
    public WorkingMemory newMemory() {
        return new WorkingMemory(services.keyspace().account());
    }

    /** True when arguments of the call become values: they are held by the key space then, and not beside it. */
    public boolean keepsArguments(byte[][] arguments) {
        Command command = commands.find(arguments[0]);
        return command != null && command.keepsArguments();
    }

    /**
     * Runs one command on the calling thread and writes exactly one reply ({@code SHUTDOWN} alone may write none).
     * Never throws for what a client sent. Afterwards {@link ClientSession#isClosing()} says whether to close.
     *
     * @param arguments the words, at least one; they are given away
     * @return false when the reply is an error
     */
    public boolean execute(ClientSession client, byte[][] arguments, ReplyWriter reply) {
        return execute(client, find(arguments), arguments, nanos(), reply);
    }

    /**
     * As {@link #execute(ClientSession, byte[][], ReplyWriter)}. When the command has ended is told by
     * {@link ClientSession#endedNanos()}, so that of several commands in a row each needs the clock once.
     *
     * @param found what {@link #find(byte[][])} has found
     * @param began the time, on the clock of {@link #nanos()}
     */
    public boolean execute(
            ClientSession client, @Nullable Command found, byte[][] arguments, long began, ReplyWriter reply) {
        services.counters().command();
        Command command = null;
        boolean done = false;
        Invocation call = new Invocation(services, client, arguments, reply);
        try {
            command = resolve(found, arguments);
            if (client.isStopped() && !command.isDoneAfterFailure()) {
                throw new CommandException(Errors.SKIPPED);
            }
            client.begin(command.fullName(), began);
            if (!command.isAdministration()) {
                witness.begins(client, () -> arguments, command.isSecret());
            }
            command.run(call);
            done = true;
        } catch (CommandException refused) {
            fail(client, reply, refused.reply());
        } catch (MemoryLimitException full) {
            fail(client, reply, Errors.OUT_OF_MEMORY);
        } catch (CompositeKeyException refused) {
            fail(client, reply, "ERR " + refused.sentence());
        } catch (FusionException refused) {
            fail(client, reply, Errors.fusion(refused));
        } catch (RuntimeException defect) {
            String id = UUID.randomUUID().toString();
            LOG.log(Level.ERROR, "internal error " + id, defect);
            fail(client, reply, "ERR internal error " + id);
        } finally {
            call.ended();
        }
        client.ended(command == null ? began : witness.ended(client, began, () -> arguments, command.isSecret()));
        return done;
    }

    private void fail(ClientSession client, ReplyWriter reply, String text) {
        services.counters().error();
        client.failed();
        reply.discard();
        // An error may quote what the client sent; a line break in it would end the reply.
        reply.error(oneLine(text));
    }

    private Command resolve(@Nullable Command found, byte[][] arguments) {
        if (found == null) {
            throw new CommandException(unknown(arguments));
        }
        Command command = found;
        CommandIndex inner = arguments.length == 1 || command.subcommands().isEmpty() ? null : subcommands.get(command);
        if (inner != null) {
            Command subcommand = inner.find(arguments[1]);
            if (subcommand == null) {
                throw new CommandException("ERR unknown subcommand '" + quotable(arguments[1], LONGEST_QUOTED)
                        + "'. Try " + command.spec().name() + " HELP.");
            }
            command = subcommand;
        }
        if (!command.spec().accepts(arguments.length)) {
            throw Invocation.wrongNumberOfArguments(command);
        }
        return command;
    }

    private static String unknown(byte[][] arguments) {
        StringBuilder text = new StringBuilder("ERR unknown command '")
                .append(quotable(arguments[0], LONGEST_QUOTED))
                .append("', with args beginning with: ");
        int from = text.length();
        for (int i = 1; i < arguments.length && text.length() - from < LONGEST_QUOTED; i++) {
            int room = LONGEST_QUOTED - (text.length() - from);
            text.append('\'').append(quotable(arguments[i], room)).append("' ");
        }
        return text.toString();
    }

    /** A client's word within an error: one line, not too long. */
    private static String quotable(byte[] word, int most) {
        String text = MonitorFeed.printable(word);
        return oneLine(text.length() > most ? text.substring(0, most) : text);
    }

    private static String oneLine(String text) {
        return text.replace('\r', ' ').replace('\n', ' ');
    }

    /** The command of that name in small letters, or null; for {@code COMMAND INFO} and tests. */
    @Nullable
    Command find(String name) {
        return commands.find(name.toUpperCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
    }
}
