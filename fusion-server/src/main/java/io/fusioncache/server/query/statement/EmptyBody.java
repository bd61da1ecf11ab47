package io.fusioncache.server.query.statement;

import io.fusioncache.common.fql.FqlError;
import io.fusioncache.common.fql.FqlException;
import io.fusioncache.server.query.json.JsonReader;
import io.fusioncache.server.query.json.Shortened;

/**
 * The body of a query that has nothing to be told.
 *
 * @param query what the body always means
 */
record EmptyBody(Query query) implements QueryBody {

    @Override
    public void member(String name, JsonReader in) {
        String about = Shortened.of(name);
        throw new FqlException(
                FqlError.EMPTY_OBJECT_EXPECTED,
                about,
                "The query takes nothing but an empty object; leave out " + about + ".");
    }

    @Override
    public Query finish() {
        return query;
    }
}
