package io.fusioncache.server.net.resp;

import io.fusioncache.server.net.resp.CommandParser.Found;
import java.nio.ByteBuffer;

/**
 * Commands that are cut out of some input ahead of the one that runs next, so that what they look up can be touched for
 * all of them together. A look-up waits for memory several times, each time for an address that the time before gave;
 * those of different commands know nothing of each other, so the processor waits for them at the same time.
 *
 * <p>Only the order of reading changes: what is cut out and not run in the end is given back to the input. Shared by
 * the connections of one network thread, each of which leaves it empty.
 */
final class LookAhead {
    private static final int MOST = 16;
    private static final byte[][][] NOTHING = {};

    /**
     * Without a word where one was refused. Another array each turn: to store in one that is old to the collector costs
     * a memory fence for each command.
     */
    private byte[][][] commands = NOTHING;

    private final long[] reserved = new long[MOST];
    private final int[] ends = new int[MOST];
    private int count;
    private int next;

    @SuppressWarnings("UnusedVariable") // Written, so that the compiler can't leave out the reads it is made of.
    private int touched;

    /** Looks at what the look-up of keys will need. */
    @FunctionalInterface
    interface Toucher {
        /**
         * Looks at some keys, or what is taken for them.
         *
         * @param keys the first of them; the rest of the array is of no meaning
         * @return a number made of what was looked at
         */
        int touch(byte[][] keys, int count);
    }

    /**
     * Finds what comes next, as {@link CommandParser#next} does.
     *
     * @throws RespProtocolException once everything before the error was taken
     */
    Found next(CommandParser parser, ByteBuffer input, Toucher toucher) throws RespProtocolException {
        if (next == count) {
            fill(parser, input);
            touch(toucher);
        }
        if (next == count) {
            return Found.NOTHING_YET;
        }
        return commands[next++].length == 0 ? Found.REFUSED : Found.COMMAND;
    }

    /** The command that was found, its name first. */
    byte[][] take() {
        return commands[next - 1];
    }

    /** What was reserved for that command; the caller's to release. */
    long takeReserved() {
        return reserved[next - 1];
    }

    private void fill(CommandParser parser, ByteBuffer input) throws RespProtocolException {
        count = 0;
        next = 0;
        try {
            Found one = parser.next(input);
            byte[][][] filled = one == Found.NOTHING_YET ? NOTHING : new byte[MOST][][];
            commands = filled;
            while (one != Found.NOTHING_YET) {
                filled[count] = parser.take();
                reserved[count] = parser.takeReserved();
                ends[count] = input.position();
                count++;
                one = count < MOST ? parser.next(input) : Found.NOTHING_YET;
            }
        } catch (RespProtocolException error) {
            if (count == 0) {
                throw error;
            }
            // It is found again when its turn comes; a command before it may even change what is taken for an error.
            goBack(parser, input, ends[count - 1]);
        }
    }

    /** Nearly always the second word is a key; looking for another word finds nothing. */
    private void touch(Toucher toucher) {
        if (count < 2) {
            return;
        }
        byte[][] keys = new byte[count][];
        int words = 0;
        for (int i = 0; i < count; i++) {
            if (commands[i].length > 1) {
                keys[words++] = commands[i][1];
            }
        }
        if (words > 1) {
            touched = toucher.touch(keys, words);
        }
    }

    /** Gives back what was cut out and not taken. To be called before another connection is served. */
    void end(CommandParser parser, ByteBuffer input) {
        if (next < count) {
            for (int i = next; i < count; i++) {
                parser.giveBack(reserved[i]);
            }
            // All of that, and what the parser has begun behind it, began in this input.
            goBack(parser, input, ends[next - 1]);
        }
        count = 0;
        next = 0;
    }

    private static void goBack(CommandParser parser, ByteBuffer input, int position) {
        parser.restart();
        input.position(position);
    }
}
