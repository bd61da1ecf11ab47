package io.fusioncache.server.engine.composite;

import io.fusioncache.server.engine.keyspace.Base64Pieces;
import io.fusioncache.server.engine.keyspace.Entry;
import io.fusioncache.server.engine.keyspace.Utf8;
import io.fusioncache.server.engine.keyspace.ValueKind;
import java.nio.charset.StandardCharsets;
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

    private static final long AS_IT_IS = -1;
    private static final long BASE64 = -2;

    private final ResultForm form;
    private final byte[][] keys;
    private final byte[][] values;

    /** Lengths of the keys and the values as they stand in the text; for a value that is not escaped a mark. */
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
            add(key, value, BASE64, BASE64_OPEN.length + Base64Pieces.length(value.length) + BASE64_CLOSE.length);
        }
    }

    /** Adds a fragment that is a composite. */
    void add(byte[] key, ComposedResult inner) {
        add(key, inner.json(), form == ResultForm.STRINGS);
    }

    private void add(byte[] key, byte[] value, boolean isString) {
        if (isString) {
            long escaped = JsonText.escapedLength(value);
            add(key, value, escaped, escaped + 2);
        } else {
            add(key, value, AS_IT_IS, value.length);
        }
    }

    /**
     * Adds a fragment.
     *
     * @param form the length of the value as it stands between quotes, or one of the negative numbers
     * @param taken how many bytes it takes in all
     */
    private void add(byte[] key, byte[] value, long form, long taken) {
        keys[count] = key;
        values[count] = value;
        keyLengths[count] = JsonText.escapedLength(key);
        valueLengths[count] = form;
        length += keyLengths[count] + taken + KEY.length + VALUE.length + 1;
        length += count == 0 ? 0 : 1;
        count++;
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
            at = value(values[i], valueLengths[i], out, at);
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

    private static int value(byte[] value, long form, byte[] out, int at) {
        if (form == AS_IT_IS) {
            return put(value, out, at);
        }
        return form == BASE64 ? base64(value, out, at) : quoted(value, form, out, at);
    }

    private static int base64(byte[] value, byte[] out, int at) {
        int[] end = {put(BASE64_OPEN, out, at)};
        Base64Pieces.encode(value, digits -> end[0] = put(digits, out, end[0]));
        return put(BASE64_CLOSE, out, end[0]);
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
