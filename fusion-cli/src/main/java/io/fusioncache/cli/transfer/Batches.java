package io.fusioncache.cli.transfer;

import io.fusioncache.cli.connection.Connection;
import io.fusioncache.cli.console.CliException;
import io.fusioncache.cli.console.ExitStatus;
import io.fusioncache.common.client.FusionClient;
import io.fusioncache.common.fql.QueryName;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Puts objects into {@code STORE}s of about a megabyte and keeps several under way. */
final class Batches {
    private static final int TARGET_BYTES = 1 << 20;
    private static final int ENVELOPE_BYTES = 512;
    private static final int UNDER_WAY = 4;

    private final Connection connection;
    private final long maxBytes;
    private final ArrayDeque<Sent> underWay = new ArrayDeque<>();
    private final Tally tally;

    /** The objects of the next batch with commas between them, in UTF-8. */
    private byte[] objects = new byte[TARGET_BYTES];

    private int size;
    private String className = "";
    private String file = "";
    private long first;
    private long last;
    private List<String> oldOids = new ArrayList<>();
    private @Nullable BiConsumer<String, String> onStored;

    private record Sent(String file, long first, long last, List<String> oldOids, CompletableFuture<String> answer) {}

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
        add(ofClass, inFile, record, bytes, 0, bytes.length);
        if (oldOid != null) {
            oldOids.add(oldOid);
        }
    }

    /** Does the same with an object that is a part of an array, in UTF-8. */
    void add(String ofClass, String inFile, long record, byte[] json, int from, int to) {
        int length = to - from;
        if (!ofClass.equals(className) || !inFile.equals(file)) {
            send();
        }
        if (length + (long) ENVELOPE_BYTES > maxBytes) {
            throw new CliException(
                    ExitStatus.USAGE,
                    inFile + " (record " + record + "): the object has " + length
                            + " bytes, more than the server takes in one message (" + maxBytes + ")");
        }
        if (size > 0 && size + (long) length + ENVELOPE_BYTES > Math.min(TARGET_BYTES, maxBytes)) {
            send();
        }
        if (size == 0) {
            className = ofClass;
            file = inFile;
            first = record;
        } else {
            objects[size++] = ',';
        }
        if (length >= objects.length - size) {
            objects = Arrays.copyOf(objects, size + length + 1);
        }
        System.arraycopy(json, from, objects, size, length);
        size += length;
        last = record;
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
        byte[] head = ("{\"_class\":\"" + className + "\",\"_objects\":[").getBytes(StandardCharsets.UTF_8);
        byte[] body = Arrays.copyOf(head, head.length + size + 2);
        System.arraycopy(objects, 0, body, head.length, size);
        body[body.length - 2] = ']';
        body[body.length - 1] = '}';
        size = 0;
        FusionClient client = connection.client();
        CompletableFuture<String> answer =
                oldOids.isEmpty() ? client.write(QueryName.STORE, body) : client.query(QueryName.STORE, body);
        Sent sent = new Sent(file, first, last, oldOids, answer);
        oldOids = new ArrayList<>();
        underWay.add(sent);
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
        BiConsumer<String, String> listener = onStored;
        if (listener != null && !sent.oldOids().isEmpty()) {
            for (int i = 0; i < oids.size(); i++) {
                listener.accept(sent.oldOids().get(i), oids.get(i));
            }
        }
    }
}
