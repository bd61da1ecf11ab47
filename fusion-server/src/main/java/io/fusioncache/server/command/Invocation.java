package io.fusioncache.server.command;

import io.fusioncache.server.engine.keyspace.Entry;
import io.fusioncache.server.engine.keyspace.KeyFault;
import io.fusioncache.server.engine.keyspace.Keyspace;
import io.fusioncache.server.engine.memory.WorkingMemory;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** One call of a command: who, what, and where the reply goes. The command's name is word 0. */
public final class Invocation {
    private final CommandServices services;
    private final ClientSession client;
    private final byte[][] arguments;
    private final ReplyWriter reply;
    private @Nullable WorkingMemory memory;

    Invocation(CommandServices services, ClientSession client, byte[][] arguments, ReplyWriter reply) {
        this.services = services;
        this.client = client;
        this.arguments = arguments;
        this.reply = reply;
    }

    /** What commands work on. */
    public CommandServices services() {
        return services;
    }

    /** Who calls. */
    public ClientSession client() {
        return client;
    }

    /** Where the reply goes. */
    public ReplyWriter reply() {
        return reply;
    }

    /** What the command holds while it runs; given back when it is over. */
    public WorkingMemory memory() {
        WorkingMemory made = memory;
        if (made == null) {
            made = new WorkingMemory(keyspace().account());
            memory = made;
        }
        return made;
    }

    /** The command is over. */
    void ended() {
        if (memory != null) {
            memory.close();
        }
    }

    /**
     * Asks for what a list takes to which a key is added: its place, and the key itself, which may be evicted while the
     * list still has it.
     */
    public void listed(byte[] key) {
        memory().take(WorkingMemory.listed(key));
    }

    /** Number of words, the command's name among them. */
    public int count() {
        return arguments.length;
    }

    /** A word as bytes. */
    public byte[] argument(int index) {
        return arguments[index];
    }

    /** A word as text. */
    public String text(int index) {
        return new String(arguments[index], StandardCharsets.UTF_8);
    }

    /** True when the word is the one given (in capitals), in any case of letters. */
    public boolean is(int index, String word) {
        return Words.equalsIgnoreCase(arguments[index], word);
    }

    /** True when the word and one more after it are there, and it is the one given. */
    public boolean isWithValue(int index, String word) {
        return index + 1 < arguments.length && is(index, word);
    }

    /**
     * A word that must be a key.
     *
     * @throws CommandException when it can't be one
     */
    public byte[] key(int index) {
        byte[] key = arguments[index];
        KeyFault fault = services.keyRules().check(key);
        if (fault != null) {
            throw new CommandException("ERR " + fault.sentence());
        }
        return key;
    }

    /** The words from one on to the end, a step apart, all of which must be keys. */
    public byte[][] keys(int first, int step) {
        byte[][] keys = new byte[(arguments.length - first + step - 1) / step][];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = key(first + i * step);
        }
        return keys;
    }

    /**
     * A word that must be a 64-bit integer.
     *
     * @throws CommandException when it is none
     */
    public long integer(int index) {
        return integer(index, Errors.NOT_AN_INTEGER);
    }

    /**
     * A word that must be a 64-bit integer.
     *
     * @param error what is answered when it is none
     */
    public long integer(int index, String error) {
        byte[] word = arguments[index];
        if (!Words.isInteger(word)) {
            throw new CommandException(error);
        }
        return Words.parseInteger(word);
    }

    /** The key space. */
    public Keyspace keyspace() {
        return services.keyspace();
    }

    /** The entry of a key as it can be read, counted as a use unless the client asked that its reads are not. */
    public @Nullable Entry read(byte[] key) {
        Entry entry = keyspace().get(key, !client.isNoTouch());
        return entry == null ? null : entry.readable();
    }

    /** An error for a wrong number of arguments, for commands whose arity says too little. */
    public static CommandException wrongNumberOfArguments(Command command) {
        return new CommandException(Errors.wrongNumberOfArguments(command.spec().fullName()));
    }
}
