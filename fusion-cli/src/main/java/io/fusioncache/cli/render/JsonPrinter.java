package io.fusioncache.cli.render;

import io.fusioncache.cli.json.JsonTree;
import java.util.Iterator;
import java.util.Map;
import tools.jackson.core.io.JsonStringEncoder;

/** Writes JSON: compact on one line, or indented and coloured. */
public final class JsonPrinter {
    private static final JsonStringEncoder ENCODER = JsonStringEncoder.getInstance();

    private final StringBuilder out;
    private final Theme theme;
    private final boolean indented;

    private JsonPrinter(StringBuilder out, Theme theme, boolean indented) {
        this.out = out;
        this.theme = theme;
        this.indented = indented;
    }

    /** One line without blanks. */
    public static String compact(JsonTree tree) {
        StringBuilder out = new StringBuilder();
        new JsonPrinter(out, Theme.PLAIN, false).print(tree, 0);
        return out.toString();
    }

    static void indented(JsonTree tree, Theme theme, StringBuilder out) {
        new JsonPrinter(out, theme, true).print(tree, 0);
    }

    /** The text between quotes, with what JSON escapes escaped. */
    public static String quote(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
        ENCODER.quoteAsString(text, quoted);
        return quoted.append('"').toString();
    }

    private void print(JsonTree tree, int depth) {
        switch (tree) {
            case JsonTree.Members members -> printMembers(members, depth);
            case JsonTree.Items items -> printItems(items, depth);
            case JsonTree.Text text -> coloured(theme.string, quote(text.value()));
            case JsonTree.Literal literal -> coloured(literal.isNumber() ? theme.number : theme.word, literal.value());
            case JsonTree.Nil nil -> coloured(theme.word, "null");
        }
    }

    private void printMembers(JsonTree.Members members, int depth) {
        out.append('{');
        Iterator<Map.Entry<String, JsonTree>> entries =
                members.values().entrySet().iterator();
        boolean any = entries.hasNext();
        while (entries.hasNext()) {
            Map.Entry<String, JsonTree> entry = entries.next();
            newLine(depth + 1);
            coloured(theme.name, quote(entry.getKey()));
            out.append(indented ? ": " : ":");
            print(entry.getValue(), depth + 1);
            out.append(entries.hasNext() ? "," : "");
        }
        close('}', any, depth);
    }

    private void printItems(JsonTree.Items items, int depth) {
        out.append('[');
        Iterator<JsonTree> values = items.values().iterator();
        boolean any = values.hasNext();
        while (values.hasNext()) {
            newLine(depth + 1);
            print(values.next(), depth + 1);
            out.append(values.hasNext() ? "," : "");
        }
        close(']', any, depth);
    }

    private void close(char bracket, boolean any, int depth) {
        if (any) {
            newLine(depth);
        }
        out.append(bracket);
    }

    private void newLine(int depth) {
        if (indented) {
            out.append('\n').repeat("  ", depth);
        }
    }

    private void coloured(String colour, String text) {
        if (colour.isEmpty()) {
            out.append(text);
        } else {
            out.append(colour).append(text).append(theme.end);
        }
    }
}
