package io.fusioncache.server.command.json;

import io.fusioncache.server.command.CommandException;
import java.util.ArrayList;
import java.util.List;

/**
 * A simple path of {@code JSON.*}: members and indexes one after the other, no wildcards, no filters. {@code $.a[0]} is
 * a path of the newer kind, whose answers stand in an array; {@code .a[0]}, {@code a[0]} and {@code .} are of the
 * older, whose answers stand alone.
 */
public final class JsonPath {
    private final String text;
    private final boolean legacy;
    private final List<Step> steps;

    /** From a value to one in it. */
    public sealed interface Step {}

    /** To the member of an object. */
    public record Member(String name) implements Step {}

    /** To the item of an array; negative counts from its end. */
    public record Index(int position) implements Step {}

    private JsonPath(String text, boolean legacy, List<Step> steps) {
        this.text = text;
        this.legacy = legacy;
        this.steps = List.copyOf(steps);
    }

    /** The path to the whole value, of the older kind. */
    public static JsonPath root() {
        return new JsonPath(".", true, List.of());
    }

    /**
     * Reads a path.
     *
     * @throws CommandException when it is none, or not a simple one
     */
    public static JsonPath parse(String text) {
        boolean legacy = !text.startsWith("$");
        List<Step> steps = new ArrayList<>();
        int at = legacy ? 0 : 1;
        if (text.equals(".")) {
            return new JsonPath(text, true, steps);
        }
        if (legacy && !text.startsWith(".") && !text.startsWith("[")) {
            at = member(text, 0, steps);
        }
        while (at < text.length()) {
            at = switch (text.charAt(at)) {
                case '.' -> member(text, at + 1, steps);
                case '[' -> bracket(text, at + 1, steps);
                default -> throw invalid(text);
            };
        }
        return new JsonPath(text, legacy, steps);
    }

    private static int member(String text, int from, List<Step> steps) {
        int end = from;
        while (end < text.length() && text.charAt(end) != '.' && text.charAt(end) != '[') {
            end++;
        }
        String name = text.substring(from, end);
        if (name.isEmpty() || name.equals("*")) {
            throw invalid(text);
        }
        steps.add(new Member(name));
        return end;
    }

    private static int bracket(String text, int from, List<Step> steps) {
        if (from >= text.length()) {
            throw invalid(text);
        }
        char quote = text.charAt(from);
        if (quote == '"' || quote == '\'') {
            int end = text.indexOf(quote + "]", from + 1);
            if (end < 0) {
                throw invalid(text);
            }
            steps.add(new Member(text.substring(from + 1, end)));
            return end + 2;
        }
        int end = text.indexOf(']', from);
        if (end < 0) {
            throw invalid(text);
        }
        try {
            steps.add(new Index(Integer.parseInt(text.substring(from, end))));
        } catch (NumberFormatException noIndex) {
            throw invalid(text);
        }
        return end + 1;
    }

    private static CommandException invalid(String text) {
        return new CommandException("ERR Path '" + text.replace('\r', ' ').replace('\n', ' ')
                + "' is not a simple path: members and indexes only");
    }

    /** True for the older kind. */
    public boolean isLegacy() {
        return legacy;
    }

    /** True for the whole value. */
    public boolean isRoot() {
        return steps.isEmpty();
    }

    /** The steps from the root. */
    public List<Step> steps() {
        return steps;
    }

    @Override
    public String toString() {
        return text;
    }
}
