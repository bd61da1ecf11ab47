package io.fusioncache.cli.measure;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;
import org.HdrHistogram.Histogram;

/**
 * One connection of a load: fills its pipeline, reads answers, notes how long each took. Used by one thread. The time
 * of an answer begins when its request is put into the buffer that is sent next.
 */
final class BenchConnection {
    private static final int READ_BUFFER = 64 << 10;
    private static final int TEXT = 1;
    private static final int CLOSE = 8;

    private final SocketChannel channel;
    private final BenchLanguage language;
    private final BenchOptions options;
    private final boolean labelled;
    private final RequestTemplate read;
    private final RequestTemplate write;
    private final SplittableRandom random;
    private final LongSupplier nanoTime;
    private final ByteBuffer out;
    private byte[] in = new byte[READ_BUFFER];
    private int inFrom;
    private int inTo;

    private final long[] began;
    private final int[] freePlaces;
    private int free;
    private int oldest;
    private long errors;

    BenchConnection(SocketChannel channel, BenchOptions options, SplittableRandom random, LongSupplier nanoTime) {
        this.channel = channel;
        this.language = options.language();
        this.options = options;
        this.labelled = options.isLabelled();
        this.read = RequestTemplate.read(options);
        this.write = RequestTemplate.write(options);
        this.random = random;
        this.nanoTime = nanoTime;
        this.out = ByteBuffer.allocate(options.pipeline() * Math.max(read.length(), write.length()))
                .flip();
        this.began = new long[options.pipeline()];
        this.freePlaces = new int[options.pipeline()];
        for (int place = 0; place < options.pipeline(); place++) {
            freePlaces[place] = options.pipeline() - 1 - place;
        }
        this.free = options.pipeline();
    }

    SocketChannel channel() {
        return channel;
    }

    /** How many more requests may be under way. */
    int free() {
        return free;
    }

    /** True when nothing is under way. */
    boolean isIdle() {
        return free == options.pipeline();
    }

    /** Answers that were errors. */
    long errors() {
        return errors;
    }

    /** Puts so many requests, at most {@link #free()}, into what is sent next. */
    void enqueue(int count) {
        out.compact();
        for (int i = 0; i < count; i++) {
            int place = takePlace();
            boolean reads = random.nextInt(options.reads() + options.writes()) < options.reads();
            (reads ? read : write).write(random.nextInt(options.keys()), place, out);
            began[place] = nanoTime.getAsLong();
        }
        out.flip();
    }

    /** Answers without labels come in order, so their places form a ring. */
    private int takePlace() {
        free--;
        return labelled ? freePlaces[free] : (oldest + options.pipeline() - free - 1) % options.pipeline();
    }

    /** Sends what the channel takes; true when everything is sent. */
    boolean send() throws IOException {
        channel.write(out);
        return !out.hasRemaining();
    }

    /**
     * Reads what is there.
     *
     * @return how many answers came
     */
    int receive(Histogram times) throws IOException {
        if (inTo == in.length) {
            makeRoom();
        }
        int count = channel.read(ByteBuffer.wrap(in, inTo, in.length - inTo));
        if (count < 0) {
            throw new EOFException("the server closed the connection");
        }
        inTo += count;
        long now = nanoTime.getAsLong();
        int answers = 0;
        for (int payload = payloadStart(); payload >= 0; payload = payloadStart()) {
            int length = payloadLength();
            if (payload + length > inTo) {
                break;
            }
            answers += take(payload, length, now, times);
            inFrom = payload + length;
        }
        return answers;
    }

    private void makeRoom() {
        int waiting = inTo - inFrom;
        byte[] target = waiting > in.length / 2 ? new byte[2 * in.length] : in;
        System.arraycopy(in, inFrom, target, 0, waiting);
        in = target;
        inFrom = 0;
        inTo = waiting;
    }

    private int take(int from, int length, long now, Histogram times) throws IOException {
        int opcode = in[from - headerLength()] & 0x0F;
        if (opcode == CLOSE) {
            throw new EOFException("the server closed the connection");
        }
        if (opcode != TEXT) {
            return 0; // A ping: the load itself is the sign of life.
        }
        int place = labelled ? BenchLanguage.place(in, from, length) : oldest;
        if (place < 0 || place >= began.length || isIdle()) {
            throw new IOException("the server sent what nobody asked for: "
                    + new String(Arrays.copyOfRange(in, from, from + Math.min(length, 200)), StandardCharsets.UTF_8));
        }
        errors += language.isError(in, from, length) ? 1 : 0;
        LatencyTable.record(times, now - began[place]);
        if (labelled) {
            freePlaces[free] = place;
        } else {
            oldest = (oldest + 1) % options.pipeline();
        }
        free++;
        return 1;
    }

    /** Where the payload of the next frame begins; -1 while its header is not whole. */
    private int payloadStart() {
        return inTo - inFrom < 2 || inTo - inFrom < headerLength() ? -1 : inFrom + headerLength();
    }

    private int headerLength() {
        return switch (in[inFrom + 1] & 0x7F) {
            case 126 -> 4;
            case 127 -> 10;
            default -> 2;
        };
    }

    private int payloadLength() {
        ByteBuffer header = ByteBuffer.wrap(in);
        return switch (headerLength()) {
            case 4 -> header.getShort(inFrom + 2) & 0xFFFF;
            case 10 -> Math.toIntExact(header.getLong(inFrom + 2));
            default -> in[inFrom + 1] & 0x7F;
        };
    }
}
