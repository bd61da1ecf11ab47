package io.fusioncache.cli.transfer;

import io.fusioncache.cli.connection.Connection;
import io.fusioncache.cli.console.CliException;
import io.fusioncache.cli.console.ExitStatus;
import io.fusioncache.common.client.FusionClient;
import io.fusioncache.common.fql.QueryName;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Puts objects into {@code STORE}s of about four megabytes and keeps several under way. */
final class Batches {
    private static final int TARGET_BYTES = 4 << 20;
    /**
     * The server packs objects by so many. A batch of whole pages, in a class that was empty, is taken over page by
     * page; other batches are copied row by row where they meet.
     */
    static final int PAGE_RECORDS = 1024;

    private static final int ENVELOPE_BYTES = 512;
    private static final int UNDER_WAY = 2;
    private static final int MOST_AT_ONCE = 64 * 1024;

    private final Connection connection;
    private final long maxBytes;
    private final ArrayDeque<Sent> underWay = new ArrayDeque<>();
    private final Tally tally;

    /** Arrays of batches that are stored: to fill them again is faster than to use memory that was not touched yet. */
    private final ArrayDeque<byte[]> free = new ArrayDeque<>();

    /** The body of the next {@code STORE} without its end: what stands before the objects, and they with commas. */
    private byte[] body = new byte[TARGET_BYTES];

    /** How much of it there is; 0 when there is no object. */
    private int size;

    private String className = "";
    private String file = "";
    private long first;
    private long last;
    private List<String> oldOids = new ArrayList<>();
    private @Nullable BiConsumer<String, String> onStored;

    private record Sent(
            String file,
            long first,
            long last,
            List<String> oldOids,
            ByteBuffer text,
            CompletableFuture<String> answer) {}

    Batches(Connection connection, long maxBytes, Tally tally) {
        this.connection = connection;
        this.maxBytes = maxBytes;
        this.tally = tally;
    }

    /** Hears of the OID before and after of every object that had one. */
    void onStored(BiConsumer<String, String> listener) {
        onStored = listener;
    }

    /**
     * Adds an object; sends when enough have come together.
     *
     * @param json as {@code STORE} takes it
     * @param oldOid what it was called in a dump, or null
     */
    void add(String ofClass, String inFile, long record, CharSequence json, @Nullable String oldOid) {
        byte[] bytes = json.toString().getBytes(StandardCharsets.UTF_8);
        add(ofClass, inFile, record, record, bytes, 0, bytes.length);
        if (oldOid != null) {
            oldOids.add(oldOid);
        }
    }

    /** The longest text of several objects that {@link #add} takes. */
    int longest() {
        return (int) Math.max(0, Math.min(MOST_AT_ONCE, maxBytes - ENVELOPE_BYTES));
    }

    /**
     * Does the same with objects that are a part of an array, in UTF-8 with commas between them.
     *
     * @param to when it is one object, as far as it goes; otherwise {@link #longest()} behind the beginning at most
     */
    void add(String ofClass, String inFile, long firstRecord, long lastRecord, byte[] json, int from, int to) {
        int length = to - from;
        if (!ofClass.equals(className) || !inFile.equals(file)) {
            send();
        }
        if (length + (long) ENVELOPE_BYTES > maxBytes) {
            throw new CliException(
                    ExitStatus.USAGE,
                    inFile + " (record " + firstRecord + "): the object has " + length
                            + " bytes, more than the server takes in one message (" + maxBytes + ")");
        }
        if (size > 0 && (isTooMuch(length) || (last % PAGE_RECORDS == 0 && isTooMuch(bytesOfPage())))) {
            send();
        }
        if (size == 0) {
            className = ofClass;
            file = inFile;
            first = firstRecord;
            byte[] head = ("{\"_class\":\"" + className + "\",\"_objects\":[").getBytes(StandardCharsets.UTF_8);
            reserve(head.length);
            System.arraycopy(head, 0, body, 0, head.length);
            size = head.length;
        } else {
            body[size++] = ',';
        }
        reserve(length);
        System.arraycopy(json, from, body, size, length);
        size += length;
        last = lastRecord;
    }

    private boolean isTooMuch(long more) {
        return size + more + ENVELOPE_BYTES > Math.min(TARGET_BYTES, maxBytes);
    }

    /** How many bytes a page's records have, judged by those of the batch. */
    private long bytesOfPage() {
        return (long) size * PAGE_RECORDS / (last - first + 1);
    }

    /** Makes room for so many bytes, and for two behind them. */
    private void reserve(int bytes) {
        if (bytes + 2 > body.length - size) {
            body = Arrays.copyOf(body, size + bytes + 2);
        }
    }

    /** Sends what there is and waits for every answer. */
    void flush() {
        send();
        while (!underWay.isEmpty()) {
            settle(underWay.remove());
        }
    }

    /** After a failure: takes in the answers to what was sent, so that it is known what was stored. */
    void settleRest() {
        while (!underWay.isEmpty()) {
            try {
                settle(underWay.remove());
            } catch (CliException expected) {
                // The first failure is the one that is told; the tally has noted this one.
            }
        }
    }

    private void send() {
        if (size == 0) {
            return;
        }
        body[size++] = ']';
        body[size++] = '}';
        ByteBuffer text = ByteBuffer.wrap(body, 0, size);
        FusionClient client = connection.client();
        CompletableFuture<String> answer =
                oldOids.isEmpty() ? client.write(QueryName.STORE, text) : client.query(QueryName.STORE, text);
        underWay.add(new Sent(file, first, last, oldOids, text, answer));
        oldOids = new ArrayList<>();
        size = 0;
        body = free.isEmpty() ? new byte[TARGET_BYTES] : free.remove();
        if (underWay.size() > UNDER_WAY) {
            settle(underWay.remove());
        }
    }

    private void settle(Sent sent) {
        String answer;
        try {
            answer = connection.await(sent.answer());
        } catch (CliException e) {
            tally.unknown(sent.file(), sent.first(), sent.last(), e.status() == ExitStatus.OUTCOME_UNKNOWN);
            throw e;
        }
        List<String> oids = List.of();
        if (!answer.isEmpty()) {
            try {
                oids = Server.storedOids(Server.checked(answer));
            } catch (CliException e) {
                throw new CliException(
                        e.status(),
                        sent.file() + " (records " + sent.first() + " to " + sent.last() + "): " + e.text());
            }
        }
        tally.stored(sent.file(), sent.first(), sent.last());
        if (sent.text().capacity() == TARGET_BYTES) {
            free.add(sent.text().array());
        }
        BiConsumer<String, String> listener = onStored;
        if (listener != null && !sent.oldOids().isEmpty()) {
            for (int i = 0; i < oids.size(); i++) {
                listener.accept(sent.oldOids().get(i), oids.get(i));
            }
        }
    }
}
