package io.fusioncache.server.command;

import io.fusioncache.server.engine.keyspace.ValueKind;
import java.nio.charset.StandardCharsets;

/**
 * Where a command writes its reply. A command calls it for exactly one reply: a single element, or an {@link #array},
 * {@link #map}, {@link #set} or {@link #push} followed by as many elements as it announced. What differs between the
 * protocol versions and between RESP and text lines is the writer's business, which asks
 * {@link ClientSession#protocol()} at each call, since {@code HELLO} changes it before it replies. Used by one thread
 * at a time.
 */
public interface ReplyWriter {
    /** A short word such as {@code OK}; no line breaks. */
    void status(String text);

    /**
     * An error.
     *
     * @param text with its code in front, such as {@code ERR syntax error}; no line breaks
     */
    void error(String text);

    /** An integer. */
    void integer(long value);

    /** Bytes, copied or kept: the array is not changed by anyone afterwards. */
    void bulk(byte[] bytes);

    /** Text, sent as UTF-8 bytes. */
    default void bulk(String text) {
        bulk(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A key's value: its bytes, where a writer knows no better; JSON in text lines. */
    default void value(ValueKind kind, byte[] bytes) {
        bulk(bytes);
    }

    /** JSON text that is not a key's value: bytes in RESP, the JSON itself in text lines. */
    default void json(byte[] bytes) {
        value(ValueKind.OBJECT, bytes);
    }

    /** No value: a nil bulk in RESP2, a null in RESP3. */
    void nil();

    /** No list: a nil array in RESP2, a null in RESP3. */
    void nilArray();

    /** Begins a list of so many elements. */
    void array(int elements);

    /** Begins a map of so many pairs; in RESP2 a list of twice as many elements. */
    void map(int pairs);

    /** Begins a set; in RESP2 a list. */
    void set(int elements);

    /** Begins a message that was not asked for; in RESP2 a list. */
    void push(int elements);

    /** A number with a fraction; in RESP2 a bulk. */
    void number(double value);

    /** A truth value; in RESP2 1 or 0. */
    void bool(boolean value);

    /** An integer of any length, as decimal digits; in RESP2 a bulk. */
    void bigNumber(String digits);

    /**
     * Text for people; in RESP2 a bulk.
     *
     * @param format three letters, {@code txt} or {@code mkd}
     */
    void verbatim(String format, String text);

    /** Forgets what was written since the command began, because an error is to be sent instead. */
    void discard();
}
