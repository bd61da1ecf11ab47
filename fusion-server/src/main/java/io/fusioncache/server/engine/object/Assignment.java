package io.fusioncache.server.engine.object;

import java.util.List;

/** One change that an {@link UpdatePlan} makes to each object it is about. */
public sealed interface Assignment {
    /** The member that changes. */
    Column column();

    /** Makes the member absent, of whatever type it is. */
    record Remove(Column column) implements Assignment {}

    /** Sets a scalar; the constant's kind fits the column as in {@link Condition.Compare}. */
    record SetScalar(Column column, Scalar value) implements Assignment {}

    /** Sets a list of scalars, replacing the whole of it. */
    record SetList(Column column, List<Scalar> values) implements Assignment {
        public SetList {
            values = List.copyOf(values);
        }
    }

    /** Links objects that exist already: exactly one for a single link, any number for a list. */
    record Relink(Column column, List<Oid> targets) implements Assignment {
        public Relink {
            targets = List.copyOf(targets);
        }
    }

    /** Changes the linked object (of a list: each of them); objects without the link are left as they are. */
    record Through(Column column, List<Assignment> assignments) implements Assignment {
        public Through {
            assignments = List.copyOf(assignments);
        }
    }
}
