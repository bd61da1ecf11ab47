package io.fusioncache.server.engine.object;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Objects as text, from the model and from the store, for comparing them. */
final class Printer {
    private Printer() {}

    static String print(Model.Item item) {
        StringJoiner text = new StringJoiner(", ", item.oid + "{", "}");
        for (Column column : item.objectClass.columns()) {
            Object value = item.values.get(column);
            if (value instanceof java.util.List<?> list) {
                text.add(column.definition().name() + "="
                        + list.stream().map(Printer::value).toList());
            } else if (value != null) {
                text.add(column.definition().name() + "=" + value(value));
            }
        }
        return text.toString();
    }

    static String print(Snapshot snapshot, ObjectClass objectClass, int row) {
        Oid oid = new Oid(snapshot.oidHigh(objectClass, row), snapshot.oidLow(objectClass, row));
        StringJoiner text = new StringJoiner(", ", oid + "{", "}");
        for (Column column : objectClass.columns()) {
            if (snapshot.isPresent(column, row)) {
                text.add(column.definition().name() + "="
                        + (column.isList() ? list(snapshot, column, row) : single(snapshot, column, row)));
            }
        }
        return text.toString();
    }

    private static String value(Object value) {
        return switch (value) {
            case Model.Item item -> item.oid.toString();
            case Scalar.Text text -> Model.string(text);
            case Scalar.Numeral number -> new String(number.text(), StandardCharsets.US_ASCII);
            case Scalar.Whole whole -> Long.toString(whole.value());
            case Scalar.Decimal decimal -> Double.toString(decimal.value());
            case Scalar.Bool bool -> Boolean.toString(bool.value());
            default -> throw new IllegalArgumentException("no value: " + value);
        };
    }

    private static String single(Snapshot snapshot, Column column, int row) {
        return switch (column.kind()) {
            case TEXT -> text(snapshot.text(column, row));
            case WHOLE -> Long.toString(snapshot.whole(column, row));
            case DECIMAL -> Double.toString(snapshot.decimal(column, row));
            case BOOL -> Boolean.toString(snapshot.bool(column, row));
            case ANY -> value(present(snapshot.any(column, row)));
            case LINK -> oid(snapshot, column, snapshot.link(column, row));
        };
    }

    private static String list(Snapshot snapshot, Column column, int row) {
        return switch (column.kind()) {
            case TEXT ->
                Arrays.stream(present(snapshot.texts(column, row)))
                        .map(Printer::text)
                        .toList()
                        .toString();
            case WHOLE -> Arrays.toString(snapshot.wholes(column, row));
            case DECIMAL -> Arrays.toString(snapshot.decimals(column, row));
            case BOOL -> Arrays.toString(snapshot.bools(column, row));
            case ANY ->
                Arrays.stream(present(snapshot.anys(column, row)))
                        .map(Printer::value)
                        .toList()
                        .toString();
            case LINK ->
                Arrays.stream(present(snapshot.links(column, row)))
                        .mapToObj(target -> oid(snapshot, column, target))
                        .toList()
                        .toString();
        };
    }

    private static String oid(Snapshot snapshot, Column column, int target) {
        return new Oid(snapshot.oidHigh(column.target(), target), snapshot.oidLow(column.target(), target)).toString();
    }

    private static String text(byte @Nullable [] utf8) {
        return new String(present(utf8), StandardCharsets.UTF_8);
    }

    private static <T> T present(@Nullable T value) {
        if (value == null) {
            throw new AssertionError("absent");
        }
        return value;
    }
}
