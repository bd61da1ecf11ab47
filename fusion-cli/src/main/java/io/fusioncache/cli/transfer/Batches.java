package io.fusioncache.cli.transfer;

import io.fusioncache.cli.connection.Connection;
import io.fusioncache.cli.console.CliException;
import io.fusioncache.cli.console.ExitStatus;
import io.fusioncache.cli.json.JsonTree;
import io.fusioncache.common.fql.QueryName;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
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

    private final StringBuilder objects = new StringBuilder();
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
        if (!ofClass.equals(className) || !inFile.equals(file)) {
            send();
        }
        // A character takes three bytes of UTF-8 at most; only near the limit is it worth counting.
        if (3L * json.length() + ENVELOPE_BYTES > maxBytes) {
            long bytes = json.toString().getBytes(StandardCharsets.UTF_8).length;
            if (bytes + ENVELOPE_BYTES > maxBytes) {
                throw new CliException(
                        ExitStatus.USAGE,
                        inFile + " (record " + record + "): the object has " + bytes
                                + " bytes, more than the server takes in one message (" + maxBytes + ")");
            }
        }
        long limit = Math.min(TARGET_BYTES, maxBytes / 3);
        if (!objects.isEmpty() && objects.length() + json.length() + ENVELOPE_BYTES > limit) {
            send();
        }
        if (objects.isEmpty()) {
            className = ofClass;
            file = inFile;
            first = record;
        } else {
            objects.append(',');
        }
        objects.append(json);
        last = record;
        if (oldOid != null) {
            oldOids.add(oldOid);
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
        if (objects.isEmpty()) {
            return;
        }
        String body = "{\"_class\":\"" + className + "\",\"_objects\":[" + objects + "]}";
        objects.setLength(0);
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        Sent sent = new Sent(file, first, last, oldOids, connection.client().query(QueryName.STORE, bytes));
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
        JsonTree tree;
        try {
            tree = Server.checked(answer);
        } catch (CliException e) {
            throw new CliException(
                    e.status(), sent.file() + " (records " + sent.first() + " to " + sent.last() + "): " + e.text());
        }
        tally.stored(sent.file(), sent.first(), sent.last());
        BiConsumer<String, String> listener = onStored;
        if (listener != null && !sent.oldOids().isEmpty()) {
            List<String> oids = Server.storedOids(tree);
            for (int i = 0; i < oids.size(); i++) {
                listener.accept(sent.oldOids().get(i), oids.get(i));
            }
        }
    }
}
