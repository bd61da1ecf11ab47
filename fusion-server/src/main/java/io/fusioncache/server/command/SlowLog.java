package io.fusioncache.server.command;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/** The newest commands that took longer than a limit. Safe for use by any number of threads. */
public final class SlowLog {
    private static final int MOST_ARGUMENTS = 32;
    private static final int LONGEST_ARGUMENT = 128;

    private final Deque<SlowEntry> entries = new ArrayDeque<>();
    private volatile long thresholdMicros = 10_000;
    private volatile int capacity = 128;
    private long nextId;

    /**
     * A command that took long.
     *
     * @param id numbers the entries from 0 on
     * @param unixSeconds when it began
     * @param micros how long it took, in microseconds
     * @param arguments its words, long ones and long lists cut
     * @param address the client's
     * @param clientName what the client called itself, or an empty string
     */
    public record SlowEntry(
            long id, long unixSeconds, long micros, List<byte[]> arguments, String address, String clientName) {}

    /** Time from which a command is noted, in microseconds; negative notes none. */
    public long thresholdMicros() {
        return thresholdMicros;
    }

    /** Sets {@link #thresholdMicros()}. */
    public void thresholdMicros(long micros) {
        thresholdMicros = micros;
    }

    /** Most entries that are kept. */
    public int capacity() {
        return capacity;
    }

    /** Sets {@link #capacity()} and drops what is older. */
    public synchronized void capacity(int most) {
        capacity = most;
        trim();
    }

    /** True when a command of that duration is to be noted. */
    boolean isSlow(long micros) {
        long threshold = thresholdMicros;
        return threshold >= 0 && micros >= threshold;
    }

    synchronized void add(ClientSession client, byte[][] arguments, long unixSeconds, long micros) {
        entries.addFirst(new SlowEntry(
                nextId++,
                unixSeconds,
                micros,
                cut(arguments),
                client.connection().address(),
                client.name()));
        trim();
    }

    private void trim() {
        while (entries.size() > capacity) {
            entries.removeLast();
        }
    }

    private static List<byte[]> cut(byte[][] arguments) {
        boolean tooMany = arguments.length > MOST_ARGUMENTS;
        int whole = tooMany ? MOST_ARGUMENTS - 1 : arguments.length;
        List<byte[]> words = new ArrayList<>(whole + 1);
        for (int i = 0; i < whole; i++) {
            words.add(cut(arguments[i]));
        }
        if (tooMany) {
            words.add(("... (" + (arguments.length - whole) + " more arguments)").getBytes(StandardCharsets.UTF_8));
        }
        return words;
    }

    private static byte[] cut(byte[] word) {
        if (word.length <= LONGEST_ARGUMENT) {
            return word;
        }
        byte[] rest = ("... (" + (word.length - LONGEST_ARGUMENT) + " more bytes)").getBytes(StandardCharsets.UTF_8);
        byte[] cut = Arrays.copyOf(word, LONGEST_ARGUMENT + rest.length);
        System.arraycopy(rest, 0, cut, LONGEST_ARGUMENT, rest.length);
        return cut;
    }

    /** The newest entries first. */
    public synchronized List<SlowEntry> newest(long most) {
        return entries.stream().limit(most).toList();
    }

    /** Number of entries. */
    public synchronized int size() {
        return entries.size();
    }

    /** Forgets every entry; numbers go on. */
    public synchronized void clear() {
        entries.clear();
    }
}
