package io.fusioncache.server.command.json;

import io.fusioncache.server.buffer.AnswerBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * An array or an object with the text of its items, one level deep: taken apart, changed and put together again. Items
 * keep the text they were sent with.
 */
public final class JsonContainer {
    private final boolean object;
    private final List<Item> items = new ArrayList<>();

    /**
     * An item of a container.
     *
     * @param name the member's name; empty in an array
     * @param nameText the name as JSON, as it was sent
     * @param text the value as JSON, as it was sent
     */
    public record Item(String name, Slice nameText, Slice text) {}

    /** A part of a text, not copied. */
    public static final class Slice {
        private static final Slice EMPTY = new Slice(new byte[0], 0, 0);

        private final byte[] source;
        private final int start;
        private final int end;

        /** The bytes from a start to before an end. */
        public Slice(byte[] source, int start, int end) {
            this.source = source;
            this.start = start;
            this.end = end;
        }

        /** All the bytes. */
        public static Slice of(byte[] source) {
            return new Slice(source, 0, source.length);
        }

        int length() {
            return end - start;
        }

        /** A copy of the bytes. */
        public byte[] toBytes() {
            return Arrays.copyOfRange(source, start, end);
        }
    }

    private JsonContainer(boolean object) {
        this.object = object;
    }

    /** What a text takes at most when it is taken apart, beside itself, in bytes. O(length). */
    public static long memory(byte[] json) {
        return JsonShape.of(json).itemsBytes();
    }

    /** Takes apart valid JSON that is an array or an object. O(length). */
    public static JsonContainer of(byte[] json) {
        try (JsonParser parser = Json.parser(json, 0, json.length)) {
            boolean object = parser.nextToken() == JsonToken.START_OBJECT;
            JsonContainer container = new JsonContainer(object);
            JsonToken token = parser.nextToken();
            while (token != JsonToken.END_OBJECT && token != JsonToken.END_ARRAY) {
                String name = "";
                Slice nameText = Slice.EMPTY;
                if (object) {
                    name = parser.currentName();
                    int start = Json.start(parser);
                    nameText = new Slice(json, start, nameEnd(json, start));
                    parser.nextToken();
                }
                int start = Json.start(parser);
                container.items.add(new Item(name, nameText, new Slice(json, start, Json.end(parser))));
                token = parser.nextToken();
            }
            return container;
        }
    }

    private static int nameEnd(byte[] json, int start) {
        int position = start + 1;
        while (json[position] != '"') {
            position += json[position] == '\\' ? 2 : 1;
        }
        return position + 1;
    }

    /** True for an object. */
    public boolean isObject() {
        return object;
    }

    /** The items in order; changing the list changes the container. */
    public List<Item> items() {
        return items;
    }

    /** The place of the member of that name, or -1. O(members). */
    public int indexOf(String name) {
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    /** Adds the members that it lacks, in their order. */
    public void addMissing(JsonContainer other) {
        Set<String> names = new HashSet<>();
        items.forEach(item -> names.add(item.name()));
        other.items.stream().filter(item -> names.add(item.name())).forEach(items::add);
    }

    /** Puts other text in the place of an item's value. */
    public void replace(int index, byte[] json) {
        Item item = items.get(index);
        items.set(index, new Item(item.name(), item.nameText(), Slice.of(json)));
    }

    /** Adds a member at the end. */
    public void add(String name, byte[] json) {
        AnswerBuffer text = new AnswerBuffer();
        JsonOutput.string(text, name);
        items.add(new Item(name, Slice.of(text.toByteArray()), Slice.of(json)));
    }

    /** Adds an item at the end of an array. */
    public void add(byte[] json) {
        items.add(new Item("", Slice.EMPTY, Slice.of(json)));
    }

    /** The container as JSON, without blanks between its items. */
    public byte[] toBytes() {
        long length = 2L + Math.max(items.size() - 1, 0);
        for (Item item : items) {
            length += item.text().length() + (object ? item.nameText().length() + 1 : 0);
        }
        byte[] json = new byte[Math.toIntExact(length)];
        json[0] = (byte) (object ? '{' : '[');
        int position = 1;
        for (int i = 0; i < items.size(); i++) {
            if (i > 0) {
                json[position++] = ',';
            }
            Item item = items.get(i);
            if (object) {
                position = copy(item.nameText(), json, position);
                json[position++] = ':';
            }
            position = copy(item.text(), json, position);
        }
        json[position] = (byte) (object ? '}' : ']');
        return json;
    }

    private static int copy(Slice from, byte[] to, int position) {
        System.arraycopy(from.source, from.start, to, position, from.length());
        return position + from.length();
    }
}
