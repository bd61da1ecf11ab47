package io.fusioncache.server.query.statement;

import io.fusioncache.server.query.json.JsonReader;
import java.util.List;

/**
 * The body of a query while it is read. Its members may come in any order, so a body gathers them and says at the end
 * what they make together. Closing it gives back whatever it took and was not used up by the query.
 */
public interface QueryBody extends AutoCloseable {

    /** The attributes that this query takes directly in its body, besides those that all queries take. */
    default List<String> attributes() {
        return List.of();
    }

    /** Reads the value of one of {@link #attributes()}, to its last token. */
    default void attribute(String name, JsonReader in) {
        throw new IllegalStateException("no attribute is announced, but " + name + " is read");
    }

    /** Reads the value of a member whose name is no attribute's, to its last token. */
    void member(String name, JsonReader in);

    /**
     * The query, when the body has ended.
     *
     * @throws io.fusioncache.common.fql.FqlException when something is missing
     */
    Query finish();

    @Override
    default void close() {}
}
