package io.fusioncache.server.engine.object;

import java.util.List;

/** Makes the contents of cells from what a caller gives. */
final class Contents {
    private Contents() {}

    /** Of a member that is no list. */
    static Content scalar(Column column, Scalar value) {
        if (column.isList()) {
            throw new IllegalArgumentException(column + " is a list");
        }
        return switch (column.kind()) {
            case TEXT -> new Content(0, Predicates.text(value));
            case WHOLE -> new Content(Predicates.whole(value), Cells.PRESENT);
            case DECIMAL ->
                new Content(Double.doubleToRawLongBits(Values.noNaN(Predicates.decimal(value))), Cells.PRESENT);
            case BOOL -> new Content(Predicates.bool(value) ? 1 : 0, Cells.PRESENT);
            case ANY -> new Content(0, value);
            case LINK -> throw new IllegalArgumentException(column + " is a link");
        };
    }

    /** Of a list of scalars. */
    static Content list(Column column, List<Scalar> values) {
        if (!column.isList()) {
            throw new IllegalArgumentException(column + " is no list");
        }
        return new Content(
                0,
                switch (column.kind()) {
                    case TEXT -> values.stream().map(Predicates::text).toArray(byte[][]::new);
                    case WHOLE -> values.stream().mapToLong(Predicates::whole).toArray();
                    case DECIMAL ->
                        values.stream()
                                .mapToDouble(Predicates::decimal)
                                .map(Values::noNaN)
                                .toArray();
                    case BOOL -> {
                        boolean[] bools = new boolean[values.size()];
                        for (int i = 0; i < bools.length; i++) {
                            bools[i] = Predicates.bool(values.get(i));
                        }
                        yield bools;
                    }
                    case ANY -> values.toArray(Scalar[]::new);
                    case LINK -> throw new IllegalArgumentException(column + " is a link");
                });
    }

    /** Of a link, single or a list. */
    static Content links(Column column, int[] targets) {
        if (!column.isLink()) {
            throw new IllegalArgumentException(column + " is no link");
        }
        if (column.isList()) {
            return new Content(0, targets);
        }
        if (targets.length != 1) {
            throw new IllegalArgumentException(column + " is a single link");
        }
        return new Content(targets[0], Cells.PRESENT);
    }
}
