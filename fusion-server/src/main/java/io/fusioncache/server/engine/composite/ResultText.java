package io.fusioncache.server.engine.composite;

import io.fusioncache.server.engine.keyspace.Entry;
import io.fusioncache.server.engine.keyspace.Utf8;
import io.fusioncache.server.engine.keyspace.ValueKind;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * The text of a result: measured while the fragments are added, then written once into an array of just that length.
 * Used by one thread, once.
 */
final class ResultText {
    private static final byte[] OPEN = ascii("{\"fragments\":[");
    private static final byte[] KEY = ascii("{\"key\":\"");
    private static final byte[] VALUE = ascii("\",\"value\":");
    private static final byte[] MISSING = ascii("],\"missing_keys\":[");
    private static final byte[] COMPLETE = ascii("],\"complete\":true}");
    private static final byte[] INCOMPLETE = ascii("],\"complete\":false}");
    private static final byte[] BASE64_OPEN = ascii("{\"_b64\":\"");
    private static final byte[] BASE64_CLOSE = ascii("\"}");

    private final ResultForm form;
    private final byte[][] keys;
    private final byte[][] values;

    /** Lengths of the keys and the values as they stand in the text; a value that is not escaped is negative. */
    private final long[] keyLengths;

    private final long[] valueLengths;
    private int count;
    private long length = OPEN.length;

    /** The text of a result of at most so many fragments. */
    ResultText(ResultForm form, int fragments) {
        this.form = form;
        this.keys = new byte[fragments][];
        this.values = new byte[fragments][];
        this.keyLengths = new long[fragments];
        this.valueLengths = new long[fragments];
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Adds a fragment that is a plain key. */
    void add(byte[] key, Entry entry) {
        byte[] value = entry.value();
        if (entry.kind() != ValueKind.STRING) {
            add(key, value, form == ResultForm.STRINGS);
        } else if (Utf8.isValid(value)) {
            add(key, value, true);
        } else {
            add(key, base64(value), false);
        }
    }

    /** Adds a fragment that is a composite. */
    void add(byte[] key, ComposedResult inner) {
        add(key, inner.json(), form == ResultForm.STRINGS);
    }

    private void add(byte[] key, byte[] value, boolean isString) {
        keys[count] = key;
        values[count] = value;
        keyLengths[count] = JsonText.escapedLength(key);
        valueLengths[count] = isString ? JsonText.escapedLength(value) : -1;
        length +=
                keyLengths[count] + (isString ? valueLengths[count] + 2 : value.length) + KEY.length + VALUE.length + 1;
        length += count == 0 ? 0 : 1;
        count++;
    }

    private static byte[] base64(byte[] bytes) {
        byte[] digits = Base64.getEncoder().encode(bytes);
        byte[] text = new byte[BASE64_OPEN.length + digits.length + BASE64_CLOSE.length];
        int at = put(BASE64_OPEN, text, 0);
        put(BASE64_CLOSE, text, put(digits, text, at));
        return text;
    }

    /** How long the text will be. */
    long length(List<byte[]> missing) {
        if (missing.isEmpty()) {
            return length + COMPLETE.length;
        }
        long all = length + MISSING.length + missing.size() - 1 + INCOMPLETE.length;
        for (byte[] key : missing) {
            all += JsonText.escapedLength(key) + 2;
        }
        return all;
    }

    /** The text. */
    byte[] write(int textLength, List<byte[]> missing) {
        byte[] out = new byte[textLength];
        int at = put(OPEN, out, 0);
        for (int i = 0; i < count; i++) {
            if (i > 0) {
                out[at++] = ',';
            }
            at = put(KEY, out, at);
            at = JsonText.escape(keys[i], keyLengths[i], out, at);
            at = put(VALUE, out, at);
            at = valueLengths[i] < 0 ? put(values[i], out, at) : quoted(values[i], valueLengths[i], out, at);
            out[at++] = '}';
        }
        if (missing.isEmpty()) {
            put(COMPLETE, out, at);
            return out;
        }
        at = put(MISSING, out, at);
        for (int i = 0; i < missing.size(); i++) {
            if (i > 0) {
                out[at++] = ',';
            }
            at = quoted(missing.get(i), JsonText.escapedLength(missing.get(i)), out, at);
        }
        put(INCOMPLETE, out, at);
        return out;
    }

    private static int quoted(byte[] text, long escapedLength, byte[] out, int at) {
        out[at] = '"';
        int end = JsonText.escape(text, escapedLength, out, at + 1);
        out[end] = '"';
        return end + 1;
    }

    private static int put(byte[] bytes, byte[] out, int at) {
        System.arraycopy(bytes, 0, out, at, bytes.length);
        return at + bytes.length;
    }
}
