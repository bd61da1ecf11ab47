package io.fusioncache.cli.measure;

import io.fusioncache.common.client.CommandText;
import io.fusioncache.common.client.FusionClient;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** What requests of a load are written in, and how their answers are read. */
public enum BenchLanguage {
    /** Text commands: {@code GET} and {@code SET}. */
    TEXT,
    /** Key-value commands in JSON: {@code KV_GET} and {@code KV_SET}. */
    KV,
    /** Queries: {@code FIND} and {@code UPDATE} of one object by an indexed member. */
    FQL;

    /** The class that FQL works with. */
    static final String CLASS = "FusionBench";

    private static final String QID = "{\"_qid\":\"";
    private static final byte[] QUERY_ERROR = Bytes.of("_RSP_ERR\":");
    private static final byte[] STATUS = Bytes.of("\"st\":");
    private static final int NAME_END = 64;
    private static final int DONE = 1;
    private static final int FIRST_OUTCOME = 20;
    private static final int LAST_OUTCOME = 24;

    /** The language that a request is written in. */
    public static BenchLanguage ofRequest(String request) {
        if (FusionClient.isKeyValueCommand(request)) {
            return KV;
        }
        return request.stripLeading().startsWith("{") ? FQL : TEXT;
    }

    /** The language of that name in small letters. */
    public static Optional<BenchLanguage> ofName(String name) {
        for (BenchLanguage language : values()) {
            if (language.name().toLowerCase(Locale.ROOT).equals(name)) {
                return Optional.of(language);
            }
        }
        return Optional.empty();
    }

    /** The key of that number; all have the same length. */
    static String key(int number) {
        return "fusion-bench:" + Bytes.fixed(number);
    }

    /** A request that reads the key 0, for the place 0. */
    String read() {
        return switch (this) {
            case TEXT -> "GET " + key(0);
            case KV -> "{\"KV_GET\":[\"" + key(0) + "\"]}";
            case FQL -> "{\"FIND\":{\"_qid\":\"" + Bytes.fixed(0) + "\",\"" + CLASS + "\":{\"k\":\"" + key(0) + "\"}}}";
        };
    }

    /** A request that writes a value of that size to the key 0, for the place 0. */
    String write(int size) {
        String value = "v".repeat(size);
        return switch (this) {
            case TEXT -> "SET " + key(0) + " " + (value.isEmpty() ? "\"\"" : value);
            case KV -> "{\"KV_SET\":{\"" + key(0) + "\":\"" + value + "\"}}";
            case FQL ->
                "{\"UPDATE\":{\"_qid\":\"" + Bytes.fixed(0) + "\",\"" + CLASS + "\":{\"_where\":{\"k\":\"" + key(0)
                        + "\"},\"v\":\"" + value + "\"}}}";
        };
    }

    /** True when answers come in any order and say which request they belong to. */
    boolean isLabelled() {
        return this == FQL;
    }

    /**
     * The place that a labelled answer belongs to.
     *
     * @return -1 when it has no label
     */
    static int place(byte[] answer, int from, int length) {
        int digits = from + QID.length();
        return length < QID.length() + Bytes.DIGITS || answer[from] != '{' || answer[from + 2] != '_'
                ? -1
                : Bytes.number(answer, digits);
    }

    /** True when the answer is an error. */
    boolean isError(byte[] answer, int from, int length) {
        return switch (this) {
            case TEXT -> isErrorLine(answer, from, length);
            case KV -> !isGoodStatus(answer, from, length);
            case FQL -> Bytes.indexOf(QUERY_ERROR, answer, from, Math.min(length, NAME_END)) >= 0;
        };
    }

    private static boolean isErrorLine(byte[] answer, int from, int length) {
        boolean isName = length > 0 && answer[from] >= 'A' && answer[from] <= 'Z';
        return isName
                && CommandText.isError(
                        new String(answer, from, Math.min(length, NAME_END), StandardCharsets.ISO_8859_1));
    }

    /** Statuses of outcomes: done, stored, updated, absent, present, removed. */
    private static boolean isGoodStatus(byte[] answer, int from, int length) {
        int at = Bytes.indexOf(STATUS, answer, from, Math.min(length, NAME_END));
        int status = 0;
        for (int i = at + STATUS.length; at >= 0 && i < from + length && Character.isDigit(answer[i]); i++) {
            status = 10 * status + answer[i] - '0';
        }
        return status == DONE || (status >= FIRST_OUTCOME && status <= LAST_OUTCOME);
    }
}
