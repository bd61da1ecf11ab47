package io.fusioncache.server.query.parse;

import io.fusioncache.common.fql.FqlError;
import io.fusioncache.common.fql.FqlException;
import io.fusioncache.server.engine.object.Column;
import io.fusioncache.server.engine.object.Oid;
import io.fusioncache.server.query.json.JsonReader;

/** Links to objects that exist already, written <code>{"_oid":"..."}</code>. */
final class Links {
    static final String OID = "_oid";

    private Links() {}

    /**
     * The OID the reader is at, after which its object must end.
     *
     * @throws FqlException 1102, 1700; 1200 when there is more in the object
     */
    static Oid onlyOid(Column column, JsonReader in) {
        Oid oid = OidText.read(in, OID);
        if (in.nextName() != null) {
            throw notAlone(column);
        }
        return oid;
    }

    /** 1200: an object is linked or described, not both. */
    static FqlException notAlone(Column column) {
        String name = column.definition().name();
        return new FqlException(
                FqlError.ATTRIBUTE_NOT_ALLOWED,
                OID,
                "In " + name + " _oid links an object that exists, so no members can stand beside it.");
    }
}
