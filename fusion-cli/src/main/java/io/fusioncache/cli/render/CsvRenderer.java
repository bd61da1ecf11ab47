package io.fusioncache.cli.render;

import io.fusioncache.cli.json.JsonTree;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** RFC 4180 with a header. An absent value is an empty cell, an empty string is {@code ""}. */
final class CsvRenderer implements Renderer {
    @Override
    public void render(String answer, OutputStream out) throws IOException {
        StringBuilder text = new StringBuilder();
        JsonTree tree = JsonTree.parse(answer);
        RowSet rows = tree == null ? null : RowSet.of(tree);
        if (rows == null) {
            text.append(tree == null ? cell(answer) : cell(tree)).append("\r\n");
        } else {
            print(rows, text);
        }
        out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void print(RowSet rows, StringBuilder text) {
        String separator = "";
        for (String column : rows.columns()) {
            text.append(separator).append(cell(column));
            separator = ",";
        }
        text.append(rows.columns().isEmpty() ? "" : "\r\n");
        for (Map<String, JsonTree> row : rows.rows()) {
            separator = "";
            for (String column : rows.columns()) {
                text.append(separator).append(cell(row.get(column)));
                separator = ",";
            }
            text.append("\r\n");
        }
    }

    private static String cell(@Nullable JsonTree value) {
        return switch (value) {
            case null -> "";
            case JsonTree.Nil nil -> "";
            case JsonTree.Text text -> cell(text.value());
            case JsonTree.Literal literal -> literal.value();
            case JsonTree.Items items -> cell(JsonPrinter.compact(items));
            case JsonTree.Members members -> cell(JsonPrinter.compact(members));
        };
    }

    private static String cell(String text) {
        boolean plain = !text.isEmpty() && text.chars().noneMatch(c -> c == '"' || c == ',' || c == '\n' || c == '\r');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
