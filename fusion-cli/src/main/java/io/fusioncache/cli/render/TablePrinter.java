package io.fusioncache.cli.render;

import io.fusioncache.cli.json.JsonTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows in aligned columns: text to the left, numbers to the right. */
final class TablePrinter {
    private final RowSet rows;
    private final Theme theme;
    private final StringBuilder out;

    TablePrinter(RowSet rows, Theme theme, StringBuilder out) {
        this.rows = rows;
        this.theme = theme;
        this.out = out;
    }

    void print() {
        List<String> columns = List.copyOf(rows.columns());
        List<List<String>> cells = new ArrayList<>();
        for (Map<String, JsonTree> row : rows.rows()) {
            cells.add(columns.stream().map(column -> cell(row.get(column))).toList());
        }
        int[] widths = new int[columns.size()];
        boolean[] right = new boolean[columns.size()];
        for (int i = 0; i < widths.length; i++) {
            int index = i;
            widths[i] = Math.max(
                    TextWidth.of(columns.get(i)),
                    cells.stream()
                            .mapToInt(row -> TextWidth.of(row.get(index)))
                            .max()
                            .orElse(0));
            right[i] = rows.rows().stream().allMatch(row -> isNumberOrAbsent(row.get(columns.get(index))));
        }
        if (!columns.isEmpty()) {
            printLine(columns, widths, right, theme.heading);
            printLine(columns.stream().map(column -> "").toList(), widths, right, null);
        }
        cells.forEach(row -> printLine(row, widths, right, ""));
        out.append('(').append(cells.size()).append(cells.size() == 1 ? " row)" : " rows)");
    }

    /** @param colour null for the line below the heading */
    private void printLine(List<String> cells, int[] widths, boolean[] right, @Nullable String colour) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            line.append(i == 0 ? "" : "  ");
            if (colour == null) {
                line.repeat("-", widths[i]);
                continue;
            }
            String cell = cells.get(i);
            int missing = widths[i] - TextWidth.of(cell);
            line.repeat(" ", right[i] ? missing : 0);
            line.append(cell);
            line.repeat(" ", right[i] ? 0 : missing);
        }
        String text = line.toString().stripTrailing();
        boolean coloured = colour != null && !colour.isEmpty();
        out.append(coloured ? colour + text + theme.end : text).append('\n');
    }

    private static boolean isNumberOrAbsent(@Nullable JsonTree value) {
        return value == null
                || value instanceof JsonTree.Nil
                || (value instanceof JsonTree.Literal literal && literal.isNumber());
    }

    private static String cell(@Nullable JsonTree value) {
        return switch (value) {
            case null -> "";
            case JsonTree.Nil nil -> "";
            case JsonTree.Text text -> printable(text.value());
            case JsonTree other -> JsonPrinter.compact(other);
        };
    }

    /** Control characters as JSON writes them: stored text must not steer the terminal. */
    private static String printable(String text) {
        if (text.chars().noneMatch(Character::isISOControl)) {
            return text;
        }
        StringBuilder safe = new StringBuilder();
        text.chars().forEach(c -> safe.append(Character.isISOControl(c) ? escape(c) : String.valueOf((char) c)));
        return safe.toString();
    }

    private static String escape(int control) {
        return control == '\n' ? "\\n" : control == '\t' ? "\\t" : String.format("\\u%04x", control);
    }
}
