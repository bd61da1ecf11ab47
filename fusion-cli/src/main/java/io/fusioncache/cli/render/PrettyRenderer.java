package io.fusioncache.cli.render;

import io.fusioncache.cli.json.JsonTree;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** For people: indented JSON, tables for lists of flat objects, and the words of a prompt for single values. */
final class PrettyRenderer implements Renderer {
    private final Theme theme;
    private final boolean alwaysTable;

    /** @param alwaysTable also for objects with links, lists, and for single objects */
    PrettyRenderer(Theme theme, boolean alwaysTable) {
        this.theme = theme;
        this.alwaysTable = alwaysTable;
    }

    @Override
    public void render(String answer, OutputStream out) throws IOException {
        StringBuilder text = new StringBuilder();
        JsonTree tree = JsonTree.parse(answer);
        RowSet rows = tree == null || !isTable(tree) ? null : RowSet.of(tree);
        if (tree == null) {
            text.append(answer);
        } else if (rows != null && (alwaysTable || (rows.flat() && !rows.rows().isEmpty()))) {
            new TablePrinter(rows, theme, text).print();
            printRest(tree, text);
        } else {
            print(tree, text);
        }
        out.write(text.append('\n').toString().getBytes(StandardCharsets.UTF_8));
    }

    private boolean isTable(JsonTree tree) {
        JsonTree content = tree instanceof JsonTree.Members answer ? RowSet.content(answer) : tree;
        return alwaysTable
                || content instanceof JsonTree.Items
                || (content instanceof JsonTree.Members body && body.values().containsKey("_objects"));
    }

    /** What stands beside the rows must not get lost: {@code _metrics}, {@code _more}, {@code _missing}. */
    private void printRest(JsonTree tree, StringBuilder text) {
        if (!(tree instanceof JsonTree.Members answer) || RowSet.content(answer).equals(answer)) {
            return; // The rows are all there is.
        }
        answer.values().forEach((name, value) -> {
            if (!name.endsWith("_RSP")) {
                printMember(name, value, text);
            }
        });
        JsonTree missing = RowSet.content(answer) instanceof JsonTree.Members body
                ? body.values().get("_missing")
                : null;
        if (missing != null) {
            printMember("_missing", missing, text);
        }
    }

    private static void printMember(String name, JsonTree value, StringBuilder text) {
        text.append('\n').append(name).append(": ").append(JsonPrinter.compact(value));
    }

    private void print(JsonTree tree, StringBuilder text) {
        if (tree instanceof JsonTree.Nil) {
            text.append("(nil)");
        } else if (tree instanceof JsonTree.Literal literal && literal.isNumber() && isInteger(literal.value())) {
            text.append("(integer) ").append(literal.value());
        } else {
            JsonPrinter.indented(tree, theme, text);
        }
    }

    private static boolean isInteger(String number) {
        return number.chars().allMatch(c -> c == '-' || Character.isDigit(c));
    }
}
