package io.fusioncache.cli.transfer;

import io.fusioncache.cli.json.JsonTree;
import io.fusioncache.cli.render.JsonPrinter;
import io.fusioncache.common.client.CommandText;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A key and what it holds, as {@code dump} writes it and {@code load} reads it: {@code {"key":..,"value":..,"ttl":..}},
 * with {@code "bytes"} (base 64) in place of the value of a string that is no text, and
 * {@code {"composite":..,"fragments":[..]}} for a composite.
 *
 * @param ttlMillis what is left of its life, in milliseconds; null when it does not expire
 */
record KeyRecord(String key, Content content, @Nullable Long ttlMillis) {
    /** The names that a record's members may have; an object with another one is no record. */
    static final Set<String> NAMES = Set.of("key", "value", "bytes", "composite", "fragments", "ttl");

    private static final int MILLI_DIGITS = 3;

    /** What a key holds. */
    sealed interface Content {}

    /** A string. */
    record Text(String text) implements Content {}

    /** A string that is no UTF-8, in base 64. */
    record Bytes(String encoded) implements Content {
        byte[] decoded() {
            return Base64.getDecoder().decode(encoded);
        }
    }

    /** Any other JSON value, as text. */
    record Json(String json) implements Content {}

    /** The keys that a composite is put together from. */
    record Fragments(List<String> keys) implements Content {}

    /** The names that say what a record is about. */
    private enum Shape {
        VALUE("key", "value"),
        BYTES("key", "bytes"),
        COMPOSITE("composite", "fragments");

        private final String keyName;
        private final String contentName;

        Shape(String keyName, String contentName) {
            this.keyName = keyName;
            this.contentName = contentName;
        }
    }

    /** True when the object is a record; false when it may be pairs of keys and values. */
    static boolean isRecord(JsonTree.Members object) {
        return NAMES.containsAll(object.values().keySet())
                && object.values().get(keyName(object)) instanceof JsonTree.Text;
    }

    private static String keyName(JsonTree.Members object) {
        return object.values().containsKey("composite") ? "composite" : "key";
    }

    /** A record of a key and its value. */
    static KeyRecord pair(String key, JsonTree value) {
        return new KeyRecord(checked(key), content(value), null);
    }

    /**
     * Reads a record.
     *
     * @param isCsv text is all there is: an absent value is an empty string, and a time to live is text
     * @throws RowFault when it is none
     */
    static KeyRecord of(JsonTree.Members object, boolean isCsv) {
        Map<String, JsonTree> values = object.values();
        Shape shape = values.containsKey("composite")
                ? Shape.COMPOSITE
                : values.containsKey("bytes") ? Shape.BYTES : Shape.VALUE;
        for (String name : values.keySet()) {
            if (!name.equals(shape.keyName) && !name.equals(shape.contentName) && !name.equals("ttl")) {
                throw new RowFault("\"" + name + "\" is not expected beside \"" + shape.keyName + "\"");
            }
        }
        if (!(values.get(shape.keyName) instanceof JsonTree.Text key)) {
            throw new RowFault("\"" + shape.keyName + "\" is missing, or no text");
        }
        JsonTree content = values.get(shape.contentName);
        if (content == null && isCsv && shape == Shape.VALUE) {
            content = new JsonTree.Text("");
        }
        if (content == null) {
            throw new RowFault("\"" + shape.contentName + "\" is missing");
        }
        return new KeyRecord(checked(key.value()), content(shape, content), ttlMillis(values.get("ttl")));
    }

    private static String checked(String key) {
        if (key.isEmpty()) {
            throw new RowFault("the key is empty");
        }
        return key;
    }

    private static Content content(JsonTree value) {
        return value instanceof JsonTree.Text text ? new Text(text.value()) : new Json(JsonPrinter.compact(value));
    }

    private static Content content(Shape shape, JsonTree value) {
        return switch (shape) {
            case VALUE -> content(value);
            case BYTES -> bytes(value);
            case COMPOSITE -> new Fragments(fragments(value));
        };
    }

    private static Bytes bytes(JsonTree value) {
        try {
            if (value instanceof JsonTree.Text text) {
                Bytes bytes = new Bytes(text.value());
                bytes.decoded();
                return bytes;
            }
        } catch (IllegalArgumentException expected) {
            // The message below says it better.
        }
        throw new RowFault("\"bytes\" is no base 64");
    }

    private static List<String> fragments(JsonTree value) {
        List<String> keys = new ArrayList<>();
        if (value instanceof JsonTree.Items items) {
            for (JsonTree item : items.values()) {
                if (item instanceof JsonTree.Text key) {
                    keys.add(key.value());
                }
            }
            if (!keys.isEmpty() && keys.size() == items.values().size()) {
                return keys;
            }
        }
        throw new RowFault("\"fragments\" is no list of keys");
    }

    private static @Nullable Long ttlMillis(@Nullable JsonTree value) {
        String seconds = switch (value) {
            case null -> null;
            case JsonTree.Nil nil -> null;
            case JsonTree.Text text -> text.value();
            case JsonTree other -> JsonPrinter.compact(other);
        };
        if (seconds == null) {
            return null;
        }
        try {
            long millis = new BigDecimal(seconds)
                    .movePointRight(MILLI_DIGITS)
                    .toBigInteger()
                    .longValueExact();
            if (millis > 0) {
                return millis;
            }
        } catch (NumberFormatException | ArithmeticException expected) {
            // The message below says it better.
        }
        throw new RowFault("\"ttl\": " + seconds + " is no number of seconds above zero");
    }

    /** The text commands that store it, at least one. */
    List<String> commands() {
        String name = CommandText.quote(key);
        String expiry = ttlMillis == null ? "" : " PX " + ttlMillis;
        return switch (content) {
            case Text text -> List.of("SET " + name + " " + CommandText.quote(text.text()) + expiry);
            case Bytes bytes -> List.of("SET " + name + " " + CommandText.quote(bytes.decoded()) + expiry);
            case Json json -> withExpiry("JSON.SET " + name + " . " + CommandText.quote(json.json()), name);
            case Fragments fragments -> withExpiry("FUSE " + name + " " + CommandText.line(fragments.keys()), name);
        };
    }

    private List<String> withExpiry(String command, String name) {
        return ttlMillis == null ? List.of(command) : List.of(command, "PEXPIRE " + name + " " + ttlMillis);
    }

    /** The line of a dump, without its end. */
    String line() {
        StringBuilder line = new StringBuilder(content instanceof Fragments ? "{\"composite\":" : "{\"key\":");
        line.append(JsonPrinter.quote(key));
        switch (content) {
            case Text text -> line.append(",\"value\":").append(JsonPrinter.quote(text.text()));
            case Bytes bytes ->
                line.append(",\"bytes\":\"").append(bytes.encoded()).append('"');
            case Json json -> line.append(",\"value\":").append(json.json());
            case Fragments fragments ->
                line.append(",\"fragments\":")
                        .append(JsonPrinter.compact(new JsonTree.Items(fragments.keys().stream()
                                .map(fragment -> (JsonTree) new JsonTree.Text(fragment))
                                .toList())));
        }
        if (ttlMillis != null) {
            line.append(",\"ttl\":").append(BigDecimal.valueOf(ttlMillis, MILLI_DIGITS));
        }
        return line.append('}').toString();
    }
}
