package io.fusioncache.server.net.channel;

import io.fusioncache.server.buffer.MessageBytes;
import io.fusioncache.server.engine.memory.MemoryAccount;
import io.fusioncache.server.net.Refusal;
import io.fusioncache.server.net.channel.ChunkMaker.Chunk;
import io.fusioncache.server.net.order.EarlyReading;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Puts one message after the other together from the pieces in which it is read. Takes memory for what has arrived, not
 * for what was announced, and charges it to the account; drops the message's bytes from where it passes the limit or
 * the account, and remembers why. Used by one thread at a time.
 */
public final class MessageAssembler {
    private static final int FIRST_CHUNK = 64 * 1024;

    /**
     * With its header a little less than a mebibyte: the collector gives a large array whole regions, and with regions
     * of a mebibyte one byte more would take two of them, which the account doesn't know.
     */
    private static final int LARGEST_CHUNK = 1024 * 1024 - 64;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** Messages of more chunks are read while they come. */
    private static final int UNREAD_CHUNKS = 2;

    private final long limit;
    private final MemoryAccount account;
    private final Supplier<? extends @Nullable EarlyReading> readings;
    private final @Nullable ChunkMaker maker;
    private final Runnable whenMade;

    private List<byte[]> full = new ArrayList<>(1);
    private byte @Nullable [] chunk;
    private int position;
    /** The chunk behind that one, already charged; null when it is not known to be needed. */
    private volatile @Nullable Chunk next;

    private long kept;
    private long seen;
    private long charged;
    private @Nullable Refusal refusal;
    private @Nullable EarlyReading reading;

    /**
     * Makes an assembler without any message.
     *
     * @param limit the longest message, in bytes
     * @param account what pays for it
     */
    public MessageAssembler(long limit, MemoryAccount account) {
        this(limit, account, () -> null, null, () -> {});
    }

    /**
     * Makes an assembler of messages that can be read while they come.
     *
     * @param readings what reads a long message; null when nothing does
     * @param maker makes large chunks; null makes them on the calling thread
     * @param whenMade run by the maker when {@link #isMakingRoom} may have changed
     */
    public MessageAssembler(
            long limit,
            MemoryAccount account,
            Supplier<? extends @Nullable EarlyReading> readings,
            @Nullable ChunkMaker maker,
            Runnable whenMade) {
        this.limit = limit;
        this.account = account;
        this.readings = readings;
        this.maker = maker;
        this.whenMade = whenMade;
    }

    /** Whether so many bytes need a chunk that is being made, so that they had better wait. */
    public boolean lacksRoomFor(int bytes) {
        byte[] current = chunk;
        return isMakingRoom() && current != null && current.length - position < bytes;
    }

    /** Whether a chunk is being made. May be asked on any thread. */
    public boolean isMakingRoom() {
        Chunk coming = next;
        return coming != null && !coming.isDone();
    }

    /** Says that so many bytes more are announced; refuses at once what would be too long. */
    public void expect(long bytes) {
        if (refusal == null && bytes > limit - kept) {
            drop(Refusal.tooLong(limit));
        }
    }

    /**
     * Takes bytes of the message.
     *
     * @param in where they are, from its position, which moves behind them
     * @param count how many of them
     * @param announced how many are known to come, these included; the size of what is taken for them
     * @param mask four bytes, the first in the lowest place, with which they are masked in turn; 0 for none
     */
    public void append(ByteBuffer in, int count, long announced, int mask) {
        seen += count;
        if (refusal == null && kept + count > limit) {
            drop(Refusal.tooLong(limit));
        }
        int left = count;
        int turned = mask;
        while (left > 0 && refusal == null) {
            byte[] target = room(announced - (count - left));
            if (target == null) {
                break;
            }
            int part = Math.min(left, target.length - position);
            in.get(target, position, part);
            turned = unmask(target, position, part, turned);
            position += part;
            kept += part;
            left -= part;
            prepare(target.length, announced - (count - left));
        }
        in.position(in.position() + left);
    }

    private byte @Nullable [] room(long announced) {
        byte[] current = chunk;
        if (current != null && position < current.length) {
            return current;
        }
        byte[] taken = next(announced, current == null);
        if (taken == null) {
            drop(Refusal.noMemory());
            return null;
        }
        if (current != null) {
            full.add(current);
            readEarly(current);
        }
        chunk = taken;
        position = 0;
        return taken;
    }

    /** The next chunk; null when there is no memory for it. */
    private byte @Nullable [] next(long announced, boolean first) {
        Chunk prepared = next;
        if (prepared != null) {
            next = null;
            byte[] made = prepared.bytes();
            return made == null ? new byte[prepared.size()] : made;
        }
        int size = (int) Math.min(Math.max(announced, 64), first ? FIRST_CHUNK : LARGEST_CHUNK);
        size = (int) Math.min(size, Math.max(1, limit - kept));
        return charge(size) ? new byte[size] : null;
    }

    /** Has the chunk behind this one made when half of this one has come, and it is certain to be needed and large. */
    private void prepare(int length, long announced) {
        ChunkMaker elsewhere = maker;
        int size = (int) Math.min(announced - (length - position), LARGEST_CHUNK);
        if (elsewhere != null && next == null && size > FIRST_CHUNK && position >= length / 2 && charge(size)) {
            next = elsewhere.make(size, whenMade);
        }
    }

    private boolean charge(int size) {
        boolean isRoom = account.tryChargeEvicting(size);
        charged += isRoom ? size : 0;
        return isRoom;
    }

    private void readEarly(byte[] whole) {
        if (reading != null) {
            reading.add(whole);
        } else if (full.size() == UNREAD_CHUNKS) {
            reading = readings.get();
            if (reading != null) {
                full.forEach(reading::add);
            }
        }
    }

    /** Takes the mask off, eight bytes at a time; returns the mask as it goes on behind them. */
    private static int unmask(byte[] bytes, int from, int count, int mask) {
        if (mask == 0) {
            return 0;
        }
        long wide = (mask & 0xFFFF_FFFFL) | (long) mask << 32;
        int i = from;
        int end = from + count;
        for (; i <= end - 8; i += 8) {
            LONGS.set(bytes, i, (long) LONGS.get(bytes, i) ^ wide);
        }
        int turned = mask;
        for (; i < end; i++) {
            bytes[i] ^= (byte) turned;
            turned = Integer.rotateRight(turned, 8);
        }
        return turned;
    }

    /** Refuses the message, whatever it holds; what was kept of it is given back. */
    public void drop(Refusal why) {
        if (refusal == null) {
            refusal = why;
        }
        giveUp();
    }

    /** Why the message is refused, or null. */
    public @Nullable Refusal refusal() {
        return refusal;
    }

    /** Bytes of the message that came, dropped ones included. */
    public long seen() {
        return seen;
    }

    /** What the account was charged for the message; {@link #take} hands the charge on to its caller. */
    public long charged() {
        return charged;
    }

    /** What reads the message already, or null; {@link #take} hands it on to its caller, who closes it. */
    public @Nullable EarlyReading reading() {
        return reading;
    }

    /** The message, which must not be refused; the next one begins. */
    public MessageBytes take() {
        byte[] last = chunk == null ? new byte[0] : chunk;
        full.add(position == last.length ? last : Arrays.copyOf(last, position));
        MessageBytes message = new MessageBytes(full, kept);
        forget();
        seen = 0;
        return message;
    }

    /** Leaves the message, and gives back what it took; the next one begins. */
    public void reset() {
        giveUp();
        refusal = null;
        seen = 0;
    }

    private void giveUp() {
        account.release(charged);
        if (reading != null) {
            reading.close();
        }
        forget();
    }

    private void forget() {
        full = new ArrayList<>(1);
        chunk = null;
        next = null;
        position = 0;
        kept = 0;
        charged = 0;
        reading = null;
    }
}
