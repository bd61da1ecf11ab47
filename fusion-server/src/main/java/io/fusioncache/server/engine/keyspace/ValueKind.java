package io.fusioncache.server.engine.keyspace;

import java.util.List;

/** What a value is. The bytes of a string are its characters (or any bytes); those of the others are JSON text. */
public enum ValueKind {
    STRING(0),
    NUMBER(1),
    BOOLEAN(2),
    NULL(3),
    OBJECT(4),
    ARRAY(5);

    private static final List<ValueKind> BY_CODE = List.of(values());

    /** Bits that hold a kind. */
    static final int BITS = 3;

    private final int code;

    ValueKind(int code) {
        this.code = code;
    }

    /** The kind's place in the list, in its bits of a stamp. */
    int code() {
        return code;
    }

    static ValueKind of(long stamp) {
        return BY_CODE.get((int) stamp & ((1 << BITS) - 1));
    }

    /** True for what commands on strings take: strings and numbers. */
    public boolean isText() {
        return this == STRING || this == NUMBER;
    }

    /**
     * The kind of a JSON text.
     *
     * @param first its first character that is not a blank
     */
    public static ValueKind ofJson(byte first) {
        return switch (first) {
            case '"' -> STRING;
            case '{' -> OBJECT;
            case '[' -> ARRAY;
            case 't', 'f' -> BOOLEAN;
            case 'n' -> NULL;
            default -> NUMBER;
        };
    }
}
