package io.fusioncache.common.client;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One message to the server and the promise of its answer. Two with the same text are still two. */
final class Exchange {
    /**
     * Exchanges of different lanes are never under way together, so that every message that comes in has one meaning.
     */
    enum Lane {
        /** Queries with a {@code _qid}, each answered once, in any order. */
        ANSWERED,
        /** Writes with {@code "_rsp":"error"}, and the barriers behind them. */
        ERRORS_ONLY,
        /** Writes with {@code "_rsp":"none"}: over once they are sent. They go with any other lane. */
        NOT_ANSWERED,
        /** Text commands and key-value commands in JSON, answered in order. */
        COMMANDS,
        /** A text that is no query we know: one at a time. */
        ALONE
    }

    private final Lane lane;
    private final @Nullable String qid;
    private final boolean ownQid;
    private final List<ByteBuffer> parts;
    private final CompletableFuture<String> answer = new CompletableFuture<>();
    private final List<Exchange> covered;
    private final List<String> collected = new ArrayList<>();
    private final boolean collects;

    private Exchange(
            Lane lane,
            @Nullable String qid,
            boolean ownQid,
            List<ByteBuffer> parts,
            List<Exchange> covered,
            boolean collects) {
        this.lane = lane;
        this.qid = qid;
        this.ownQid = ownQid;
        this.parts = parts;
        this.covered = covered;
        this.collects = collects;
    }

    /** Which others may be under way at the same time. */
    Lane lane() {
        return lane;
    }

    /** What the answer is recognised by; null when the order tells. */
    @Nullable
    String qid() {
        return qid;
    }

    /** Whether the client put the {@code _qid} in, and so takes it out of the answer. */
    boolean ownQid() {
        return ownQid;
    }

    /** The message in UTF-8, in parts. */
    List<ByteBuffer> parts() {
        return parts;
    }

    /** How long the message is, in bytes. */
    int length() {
        int length = 0;
        for (ByteBuffer part : parts) {
            length += part.remaining();
        }
        return length;
    }

    CompletableFuture<String> answer() {
        return answer;
    }

    /** For a barrier: the writes that have not failed once it is answered; else empty. */
    List<Exchange> covered() {
        return covered;
    }

    static Exchange query(String text, String freshQid) {
        QueryLabel label = QueryLabel.of(text);
        if (label == null) {
            return of(Lane.ALONE, null, false, text);
        }
        Lane lane = switch (label.response()) {
            case ALL -> Lane.ANSWERED;
            case ERROR -> Lane.ERRORS_ONLY;
            case NONE -> Lane.NOT_ANSWERED;
        };
        String qid = label.qid();
        return qid == null ? of(lane, freshQid, true, label.insert(text, freshQid)) : of(lane, qid, false, text);
    }

    /**
     * A key-value command in JSON, which has any number of answers: they end with the answer to the {@link #marker()}
     * that has to be sent right behind it. That can be told because both run in the order in which they are sent, and
     * because the answers of the one are JSON objects and the other's is a string.
     */
    static Exchange keyValue(String text) {
        return new Exchange(Lane.COMMANDS, null, false, utf8(text), List.of(), true);
    }

    /** A cheap text command whose answer says that those of the key-value command before it are complete. */
    static Exchange marker() {
        return command("ECHO .");
    }

    /** Whether answers are collected until something else than a JSON object comes. */
    boolean collects() {
        return collects;
    }

    /** Keeps one of several answers. */
    void collect(String text) {
        collected.add(text);
    }

    /** Every answer kept, once {@link #answer()} is complete. */
    CompletableFuture<List<String>> answers() {
        return answer.thenApply(last -> List.copyOf(collected));
    }

    static Exchange command(String line) {
        return of(Lane.COMMANDS, null, false, line);
    }

    /** A cheap read that the server answers after the writes before it. */
    static Exchange barrier(String qid, List<Exchange> covered) {
        String text = "{\"COUNT\":{\"_qid\":\"" + qid + "\"}}";
        return new Exchange(Lane.ERRORS_ONLY, qid, true, utf8(text), List.copyOf(covered), false);
    }

    static Exchange of(Lane lane, @Nullable String qid, boolean ownQid, String text) {
        return of(lane, qid, ownQid, utf8(text));
    }

    /** @param parts the message; not to be changed before the answer is there */
    static Exchange of(Lane lane, @Nullable String qid, boolean ownQid, List<ByteBuffer> parts) {
        return new Exchange(lane, qid, ownQid, parts, List.of(), false);
    }

    private static List<ByteBuffer> utf8(String text) {
        return List.of(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    boolean isBarrier() {
        return !covered.isEmpty();
    }
}
