package io.fusioncache.server.query.parse;

import io.fusioncache.common.fql.FqlException;
import io.fusioncache.server.engine.object.Assignment;
import io.fusioncache.server.engine.object.Column;
import io.fusioncache.server.engine.object.MemberType;
import io.fusioncache.server.engine.object.ObjectClass;
import io.fusioncache.server.engine.object.Oid;
import io.fusioncache.server.query.json.JsonReader;
import java.util.ArrayList;
import java.util.List;

/** What an {@code UPDATE} changes. */
public final class Assignments {
    private Assignments() {}

    /**
     * Reads what becomes of one member.
     *
     * @throws FqlException 1102, 1200, 1201, 1305, 1400, 1700 or 1801
     */
    public static Assignment read(ObjectClass objectClass, String name, JsonReader in) {
        Column column = Names.column(objectClass, name);
        if (in.atNull()) {
            return new Assignment.Remove(column);
        }
        return switch (column.definition().type()) {
            case MemberType.Plain plain ->
                plain.list()
                        ? list(column, plain, in)
                        : new Assignment.SetScalar(column, Scalars.constant(in, column, plain.scalar()));
            case MemberType.Link link -> linked(column, link.list(), in);
        };
    }

    private static Assignment list(Column column, MemberType.Plain type, JsonReader in) {
        if (!in.atArray()) {
            throw Scalars.differs(in, column);
        }
        return new Assignment.SetList(column, Scalars.constants(in, column, type.scalar()));
    }

    private static Assignment linked(Column column, boolean list, JsonReader in) {
        if (in.atObject()) {
            return throughOrRelink(column, list, in);
        }
        if (list && in.atArray()) {
            return relinkAll(column, in);
        }
        throw Scalars.differs(in, column);
    }

    private static Assignment throughOrRelink(Column column, boolean list, JsonReader in) {
        String first = in.nextName();
        if (Links.OID.equals(first) && !list) {
            return new Assignment.Relink(column, List.of(Links.onlyOid(column, in)));
        }
        List<Assignment> assignments = new ArrayList<>();
        for (String name = first; name != null; name = in.nextName()) {
            assignments.add(read(column.target(), name, in));
        }
        if (assignments.isEmpty()) {
            String name = column.definition().name();
            throw Terms.expected(name, "The object of " + name + " changes nothing.");
        }
        return new Assignment.Through(column, assignments);
    }

    private static Assignment relinkAll(Column column, JsonReader in) {
        List<Oid> targets = new ArrayList<>();
        while (in.nextElement()) {
            if (!in.atObject() || !Links.OID.equals(in.nextName())) {
                throw Scalars.differs(in, column, "its elements are objects with an _oid each");
            }
            targets.add(Links.onlyOid(column, in));
        }
        return new Assignment.Relink(column, targets);
    }
}
