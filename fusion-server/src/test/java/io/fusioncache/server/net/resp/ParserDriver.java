package io.fusioncache.server.net.resp;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Feeds a parser pieces of a message and writes down, as readable lines, what came out. */
final class ParserDriver implements ClientMemory {
    static final long MAX_BULK = 512L * 1024 * 1024;

    private final List<String> seen = new ArrayList<>();
    private final CommandParser parser;
    private final long room;
    private long taken;
    private long mostTaken;

    ParserDriver() {
        this(MAX_BULK, Long.MAX_VALUE);
    }

    /**
     * A driver with limits.
     *
     * @param room bytes that the parser may reserve
     */
    ParserDriver(long maxBulk, long room) {
        this.parser = new CommandParser(() -> maxBulk, this);
        this.room = room;
    }

    /** Everything found in a message that comes in pieces cut at these places. */
    static List<String> parse(byte[] message, int... cuts) {
        return new ParserDriver().feed(message, cuts).seen();
    }

    ParserDriver feed(byte[] message, int... cuts) {
        int from = 0;
        for (int cut : cuts) {
            feedPiece(Arrays.copyOfRange(message, from, cut));
            from = cut;
        }
        feedPiece(Arrays.copyOfRange(message, from, message.length));
        return this;
    }

    /** True once the parser has found an error; nothing more may be fed then. */
    boolean ended() {
        return !seen.isEmpty() && seen.getLast().startsWith("! ");
    }

    private void feedPiece(byte[] piece) {
        // Somewhere within a larger array, as a read buffer would have it.
        ByteBuffer input = ByteBuffer.allocate(piece.length + 7).position(3).slice();
        input.put(piece).flip();
        try {
            while (!ended()) {
                switch (parser.next(input)) {
                    case COMMAND -> {
                        seen.add(show(parser.take()));
                        release(parser.takeReserved());
                    }
                    case REFUSED -> seen.add("refused");
                    case NOTHING_YET -> {
                        return;
                    }
                }
            }
        } catch (RespProtocolException e) {
            seen.add("! " + e.text());
        }
    }

    List<String> seen() {
        return List.copyOf(seen);
    }

    CommandParser parser() {
        return parser;
    }

    /** The most bytes that were reserved at one time. */
    long mostTaken() {
        return mostTaken;
    }

    /** Bytes reserved now. */
    long taken() {
        return taken;
    }

    @Override
    public boolean reserve(long bytes) {
        if (taken + bytes > room) {
            return false;
        }
        taken += bytes;
        mostTaken = Math.max(mostTaken, taken);
        return true;
    }

    @Override
    public long limit() {
        return room;
    }

    @Override
    public void release(long bytes) {
        taken -= bytes;
    }

    static String show(byte[][] command) {
        StringBuilder line = new StringBuilder();
        for (byte[] argument : command) {
            line.append('<')
                    .append(new String(argument, StandardCharsets.ISO_8859_1))
                    .append('>');
        }
        return line.toString();
    }

    static byte[] bytes(String latin1) {
        return latin1.getBytes(StandardCharsets.ISO_8859_1);
    }
}
