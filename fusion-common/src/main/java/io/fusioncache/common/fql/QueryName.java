package io.fusioncache.common.fql;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The queries of FQL. The constant's name is the query's name as it is written in JSON. */
public enum QueryName {
    CREATE_CLASSES(true, true),
    STORE(true, true),
    GET(false, false),
    FIND(false, false),
    UPDATE(true, false),
    DELETE(true, false),
    OIDS(false, true),
    COUNT(false, true),
    CLEAR(true, true),
    CLASSES(false, true),
    INDEXES(false, true),
    ERRORS(false, true),
    SERVER_INFO(false, true),
    STATS(false, true);

    /** The name of an answer to a text whose query can't be known. */
    public static final String UNKNOWN = "QUERY";

    private static final Map<String, QueryName> BY_NAME =
            Stream.of(values()).collect(Collectors.toUnmodifiableMap(Enum::name, name -> name));

    private final boolean write;
    private final boolean onBulk;

    QueryName(boolean write, boolean onBulk) {
        this.write = write;
        this.onBulk = onBulk;
    }

    /**
     * True when the query changes what is stored. Such queries take {@code _rsp}, and their answers keep their order.
     */
    public boolean isWrite() {
        return write;
    }

    /** True when the bulk interface takes the query. */
    public boolean isOnBulk() {
        return onBulk;
    }

    /** The query of that name, or null. Names are in capitals; {@code find} is not a query. */
    public static @Nullable QueryName of(String name) {
        return BY_NAME.get(name);
    }
}
