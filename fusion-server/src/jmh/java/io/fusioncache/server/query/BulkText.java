package io.fusioncache.server.query;

import io.fusioncache.server.buffer.MessageBytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * The text of one {@code STORE} of key-value pairs, in chunks as the bulk interface keeps them. Keys are made up like
 * the names of packages, 25 bytes on average, each once; the same for the same number of pairs.
 */
public final class BulkText {
    private static final int CHUNK = 1 << 20;
    private static final int SHORTEST_KEY = 12;
    private static final int LONGEST_KEY = 38;
    private static final int RADIX = 36;
    private static final byte[] VALUE = "0123456789abcdefghijklmnopqrstuvwxyz-0123456789abcdefghijklmnopqrstuvwxyz"
            .getBytes(StandardCharsets.US_ASCII);

    private final List<byte[]> chunks = new ArrayList<>();
    private final Random random = new Random(7);
    private byte[] chunk = new byte[CHUNK];
    private int position;
    private long length;

    private BulkText() {}

    /**
     * Makes the text.
     *
     * @param pairs how many
     * @param valueLength how long the values are, in bytes; 72 at most
     * @param attributes of the query, before the class; empty or ending in a comma
     */
    public static MessageBytes of(int pairs, int valueLength, String attributes) {
        BulkText text = new BulkText();
        text.put("{\"STORE\":{" + attributes
                + "\"_class\":{\"Pair\":{\"k\":{\"_type\":\"string\",\"_index\":true},\"v\":\"string\"}},\"_objects\":[");
        for (int i = 0; i < pairs; i++) {
            text.put(i == 0 ? "{\"k\":\"" : ",{\"k\":\"");
            text.put(text.key(i));
            text.put("\",\"v\":\"");
            text.put(VALUE, text.random.nextInt(VALUE.length - valueLength), valueLength);
            text.put("\"}");
        }
        text.put("]}}");
        text.chunks.add(Arrays.copyOf(text.chunk, text.position));
        return new MessageBytes(List.copyOf(text.chunks), text.length);
    }

    private String key(int number) {
        String unique = "-" + Integer.toString(number, RADIX);
        int letters = SHORTEST_KEY + random.nextInt(LONGEST_KEY - SHORTEST_KEY + 1) - unique.length();
        StringBuilder key = new StringBuilder();
        for (int i = 0; i < letters; i++) {
            key.append(i % 6 == 5 ? '-' : (char) ('a' + random.nextInt(26)));
        }
        return key.append(unique).toString();
    }

    private void put(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        put(bytes, 0, bytes.length);
    }

    private void put(byte[] bytes, int from, int count) {
        int done = 0;
        while (done < count) {
            if (position == CHUNK) {
                chunks.add(chunk);
                chunk = new byte[CHUNK];
                position = 0;
            }
            int part = Math.min(count - done, CHUNK - position);
            System.arraycopy(bytes, from + done, chunk, position, part);
            position += part;
            done += part;
        }
        length += count;
    }
}
