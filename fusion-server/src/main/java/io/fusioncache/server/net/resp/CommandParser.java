package io.fusioncache.server.net.resp;

import io.fusioncache.common.command.LineTokenizer;
import io.fusioncache.server.engine.memory.HeapArrays;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Cuts what a client sends into commands: RESP arrays of bulk strings, and inline commands. Incremental: takes bytes as
 * they come, in pieces of any size, keeps only the command that is not whole yet, and looks at each byte once.
 *
 * <p>A length that a client claims allocates nothing. Arrays grow as bytes and arguments arrive, at most to double of
 * what has arrived, and every growth past a small allowance is asked of the {@link ClientMemory} first; a command that
 * there is no room for is read to its end and dropped, and the connection stays in step.
 *
 * <p>Used by one thread at a time.
 */
final class CommandParser {
    /** The longest line: an inline command, or the header of an array or a bulk string. In bytes, without its end. */
    static final int LONGEST_LINE = 64 * 1024;

    /** The most arguments of one command, its name among them. */
    static final int MOST_ARGUMENTS = 1024 * 1024;

    /** What one command may take before the memory is asked. In bytes. */
    static final int FREE_BYTES = 16 * 1024;

    private static final int FIRST_ARGUMENTS = 64;
    private static final int FIRST_BULK_BYTES = 8 * 1024;
    private static final int BYTES_PER_ARGUMENT = 24;
    private static final int RESERVE_STEP = 16 * 1024;
    private static final int NO_BULK = -1;
    private static final byte[] NOTHING = {};
    private static final byte[][] NO_ARGUMENTS = {};

    private final BulkLimit bulkLimit;
    private final ClientMemory memory;
    private final PartialLine line = new PartialLine();
    private final PlainCommands plain = new PlainCommands();

    private byte[][] arguments = NO_ARGUMENTS;
    private int argumentCount;
    /** Arguments of the present array that have not begun; 0 between commands. */
    private int argumentsLeft;

    private byte[] bulk = NOTHING;
    /** Length of the bulk string that is arriving, or {@link #NO_BULK} when its header comes next. */
    private int bulkLength = NO_BULK;

    private int bulkFilled;
    /** Bytes of the line end behind a bulk string that have not come yet. */
    private int endLeft;

    private long held;
    private long reserved;
    /** True when the present command is read only to find its end. */
    private boolean refused;

    /** The longest bulk string that is taken, asked at each, since both it and the memory bound can be changed. */
    @FunctionalInterface
    interface BulkLimit {
        /** In bytes. */
        long bytes();
    }

    /** What {@link #next(ByteBuffer)} found. */
    enum Found {
        /** The input is used up within a command, or between two. */
        NOTHING_YET,
        /** A command, to be taken with {@link #take()}. */
        COMMAND,
        /** The end of a command that was dropped, because there was no memory for it. */
        REFUSED
    }

    CommandParser(BulkLimit bulkLimit, ClientMemory memory) {
        this.bulkLimit = bulkLimit;
        this.memory = memory;
    }

    /**
     * Reads up to the end of the next command.
     *
     * @param input bytes with an array behind them; its position moves behind what was used
     * @throws RespProtocolException when it is no RESP; the parser is of no use from then on
     */
    Found next(ByteBuffer input) throws RespProtocolException {
        if (!isWithinCommand()) {
            byte[][] whole = plain.cut(input, bulkLimit.bytes());
            if (whole != null) {
                arguments = whole;
                argumentCount = whole.length;
                return Found.COMMAND;
            }
        }
        while (input.hasRemaining()) {
            if (argumentsLeft == 0) {
                Found found = readStart(input);
                if (found != Found.NOTHING_YET) {
                    return found;
                }
            } else if (bulkLength == NO_BULK) {
                readBulkHeader(input);
            } else if (readBulk(input)) {
                return finish();
            }
        }
        return Found.NOTHING_YET;
    }

    /**
     * The command that was found, its name first, or no word where one was refused. The arrays are the caller's from
     * now on, but for the name, which may be that of the client's next command as well.
     */
    byte[][] take() {
        byte[][] command = argumentCount == arguments.length ? arguments : Arrays.copyOf(arguments, argumentCount);
        arguments = NO_ARGUMENTS;
        argumentCount = 0;
        return command;
    }

    /** What was reserved for the command that was taken; its caller's to release. */
    long takeReserved() {
        long taken = reserved;
        reserved = 0;
        return taken;
    }

    /** Releases what was reserved for a command that was taken and is not run. */
    void giveBack(long bytes) {
        if (bytes > 0) {
            memory.release(bytes);
        }
    }

    /** Bytes that the command takes which is not whole yet. */
    long heldBytes() {
        return held + line.length();
    }

    /** True when the beginning of a command has come, and not its end. */
    boolean isWithinCommand() {
        return argumentsLeft > 0 || !line.isEmpty();
    }

    /** Gives back what was reserved. To be called once the connection is closed. */
    void close() {
        release();
        arguments = NO_ARGUMENTS;
        bulk = NOTHING;
    }

    /** Forgets the command that is not whole yet, and gives back what it took; a command begins with the next byte. */
    void restart() {
        release();
        held = 0;
        refused = false;
        line.clear();
        arguments = NO_ARGUMENTS;
        argumentCount = 0;
        argumentsLeft = 0;
        bulk = NOTHING;
        bulkLength = NO_BULK;
    }

    private void release() {
        giveBack(reserved);
        reserved = 0;
    }

    private Found finish() {
        held = 0;
        if (refused) {
            release();
            refused = false;
            arguments = NO_ARGUMENTS;
            argumentCount = 0;
            return Found.REFUSED;
        }
        return Found.COMMAND;
    }

    /** Reads an array's header or an inline command: whatever can stand where a command begins. */
    private Found readStart(ByteBuffer input) throws RespProtocolException {
        byte first = line.isEmpty() ? input.get(input.position()) : line.first();
        if (first == '*') {
            readArrayHeader(input);
            return Found.NOTHING_YET;
        }
        if (!line.readTo(input, false)) {
            checkLine("too big inline request");
            return Found.NOTHING_YET;
        }
        checkLine("too big inline request");
        byte @Nullable [][] words = LineTokenizer.split(line.array(), line.start(), lengthToZero());
        line.clear();
        if (words == null) {
            throw new RespProtocolException("unbalanced quotes in request");
        }
        if (words.length == 0) {
            return Found.NOTHING_YET;
        }
        arguments = words;
        argumentCount = words.length;
        return Found.COMMAND;
    }

    /** Redis takes an inline command for a C string, which a zero byte ends. */
    private int lengthToZero() {
        int at = line.start();
        while (at < line.end() && line.array()[at] != 0) {
            at++;
        }
        return at - line.start();
    }

    private void readArrayHeader(ByteBuffer input) throws RespProtocolException {
        if (!line.readTo(input, true)) {
            checkLine("too big mbulk count string");
            return;
        }
        checkLine("too big mbulk count string");
        long count = Decimal.parse(line.array(), line.start() + 1, line.end());
        line.clear();
        if (count == Decimal.NONE || count > MOST_ARGUMENTS) {
            throw new RespProtocolException("invalid multibulk length");
        }
        if (count > 0) {
            argumentsLeft = (int) count;
            arguments = new byte[Math.min(argumentsLeft, FIRST_ARGUMENTS)][];
            argumentCount = 0;
        }
    }

    private void readBulkHeader(ByteBuffer input) throws RespProtocolException {
        if (!line.readTo(input, true)) {
            checkLine("too big bulk count string");
            return;
        }
        checkLine("too big bulk count string");
        byte first = line.length() == 0 ? (byte) '\r' : line.first();
        if (first != '$') {
            // An error is one line: what would end it becomes a blank, as in Redis.
            char shown = first == '\r' || first == '\n' ? ' ' : (char) (first & 0xff);
            throw new RespProtocolException("expected '$', got '" + shown + "'");
        }
        long length = Decimal.parse(line.array(), line.start() + 1, line.end());
        line.clear();
        if (length < 0 || length > Math.min(bulkLimit.bytes(), Integer.MAX_VALUE - 16)) {
            throw new RespProtocolException("invalid bulk length");
        }
        bulkLength = (int) length;
        bulkFilled = 0;
        endLeft = 2;
        hold(BYTES_PER_ARGUMENT);
        if (!refused && !growBulk(Math.min(bulkLength, Math.max(FIRST_BULK_BYTES, input.remaining())))) {
            refuse();
        }
    }

    /** Reads what there is of the bulk string and its line end; true when it was the last one of its command. */
    private boolean readBulk(ByteBuffer input) {
        int part = Math.min(input.remaining(), bulkLength - bulkFilled);
        if (part > 0) {
            if (!refused && bulkFilled + part > bulk.length && !growTo(bulkFilled + part)) {
                refuse();
            }
            if (refused) {
                input.position(input.position() + part);
            } else {
                input.get(bulk, bulkFilled, part);
            }
            bulkFilled += part;
        }
        if (bulkFilled < bulkLength) {
            return false;
        }
        // Like Redis: two bytes end a bulk string, whichever they are.
        int end = Math.min(input.remaining(), endLeft);
        input.position(input.position() + end);
        endLeft -= end;
        if (endLeft > 0) {
            return false;
        }
        if (!refused) {
            addArgument();
        }
        bulk = NOTHING;
        bulkLength = NO_BULK;
        argumentsLeft--;
        return argumentsLeft == 0;
    }

    private void addArgument() {
        if (argumentCount == arguments.length) {
            arguments = Arrays.copyOf(arguments, Math.min(argumentCount + argumentsLeft, argumentCount * 2));
        }
        arguments[argumentCount++] = bulk;
    }

    private boolean growTo(int least) {
        return growBulk((int) Math.min(bulkLength, Math.max(least, bulk.length * 2L)));
    }

    private boolean growBulk(int length) {
        if (length == 0) {
            return true;
        }
        if (bulk.length == 0) {
            if (hold(HeapArrays.bytes(length))) {
                bulk = new byte[length];
            }
            return !refused;
        }
        // Until it is copied, what there was is there beside what it grows to.
        long before = HeapArrays.bytes(bulk.length);
        if (hold(HeapArrays.bytes(length))) {
            bulk = Arrays.copyOf(bulk, length);
            held -= before;
            settle();
        }
        return !refused;
    }

    private boolean hold(long bytes) {
        if (refused) {
            return false;
        }
        held += bytes;
        if (held <= FREE_BYTES + reserved) {
            return true;
        }
        long step = Math.max(held - FREE_BYTES - reserved, RESERVE_STEP);
        if (memory.reserve(step)) {
            reserved += step;
            return true;
        }
        refuse();
        return false;
    }

    /** Gives back what is reserved beyond what is held. */
    private void settle() {
        long surplus = Math.min(reserved, reserved + FREE_BYTES - held);
        if (surplus > RESERVE_STEP) {
            memory.release(surplus);
            reserved -= surplus;
        }
    }

    private void refuse() {
        refused = true;
        arguments = NO_ARGUMENTS;
        argumentCount = 0;
        bulk = NOTHING;
        held = 0;
        release();
    }

    private void checkLine(String complaint) throws RespProtocolException {
        if (line.length() > LONGEST_LINE) {
            throw new RespProtocolException(complaint);
        }
    }
}
