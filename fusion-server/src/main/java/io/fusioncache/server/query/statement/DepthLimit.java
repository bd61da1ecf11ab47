package io.fusioncache.server.query.statement;

import io.fusioncache.server.query.QuerySettings;
import io.fusioncache.server.query.json.JsonReader;
import io.fusioncache.server.query.parse.Attributes;
import java.util.List;

/** {@code _depth}: how many links below an object are expanded; never more than the configuration has. */
final class DepthLimit {
    static final String NAME = "_depth";
    static final List<String> ATTRIBUTES = List.of(NAME);

    private final int most;
    private long wanted = Long.MAX_VALUE;

    DepthLimit(QuerySettings settings) {
        most = settings.maxDepth();
    }

    /** Reads the attribute. */
    void read(String name, JsonReader in) {
        wanted = Attributes.count(in, name);
    }

    int value() {
        return (int) Math.min(wanted, most);
    }
}
