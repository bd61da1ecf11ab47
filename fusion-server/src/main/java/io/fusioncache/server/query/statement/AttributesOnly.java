package io.fusioncache.server.query.statement;

import io.fusioncache.server.query.json.JsonReader;
import io.fusioncache.server.query.parse.Names;

/** The body of a query that is told everything by attributes. */
abstract class AttributesOnly implements QueryBody {

    @Override
    public final void member(String name, JsonReader in) {
        throw Names.unknownAttribute(name, attributes());
    }
}
