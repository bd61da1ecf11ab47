package io.fusioncache.server.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** A client that keeps to no protocol at all: bytes out, bytes in, as Latin-1. */
public final class RawClient extends TestSocket {
    public RawClient(int port) {
        this(port, 0);
    }

    /**
     * Connects.
     *
     * @param receiveBuffer bytes that the operating system may hold; 0 for the usual
     */
    public RawClient(int port, int receiveBuffer) {
        super(port, receiveBuffer);
    }

    /** Sends bytes, or as many as the server takes before it ends the connection. */
    public RawClient send(byte... bytes) {
        try {
            sendBytes(bytes);
        } catch (UncheckedIOException e) {
            // It may have had enough: what it answered is still to be read.
            return this;
        }
        return this;
    }

    /** Sends characters that are bytes. */
    public RawClient send(String latin1) {
        return send(latin1.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Reads until the pattern is found in what came, or nothing more comes; what came. */
    public String readUntil(Pattern wanted) {
        StringBuilder came = new StringBuilder();
        byte[] buffer = new byte[8192];
        while (!wanted.matcher(came).find()) {
            int count = read(buffer);
            if (count < 0) {
                break;
            }
            came.append(new String(buffer, 0, count, StandardCharsets.ISO_8859_1));
        }
        return came.toString();
    }

    /**
     * Reads to the end of the connection, and keeps only the end of what came.
     *
     * @param ending what has to stand at the end, as Latin-1
     * @return how many bytes came
     */
    public long countTo(String ending) {
        byte[] buffer = new byte[64 * 1024];
        String last = "";
        long total = 0;
        for (int count = read(buffer); count >= 0; count = read(buffer)) {
            total += count;
            int from = Math.max(0, count - ending.length());
            last += new String(buffer, from, count - from, StandardCharsets.ISO_8859_1);
            last = last.substring(Math.max(0, last.length() - ending.length()));
        }
        if (!last.equals(ending)) {
            throw new AssertionError(total + " bytes that end with " + last);
        }
        return total;
    }

    private int read(byte[] buffer) {
        try {
            return in.read(buffer);
        } catch (IOException e) {
            return -1; // Reset, or silent for too long: either way this is all there is.
        }
    }
}
