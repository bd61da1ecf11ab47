package io.fusioncache.cli.transfer;

import io.fusioncache.cli.console.CliException;
import io.fusioncache.cli.console.ExitStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How rows become objects.
 *
 * @param className the class to store, null when the file is a dump and tells itself
 * @param create class definitions as JSON, created when they are missing; null for none
 * @param coerce text is converted to the member's type (always so in CSV)
 * @param ignoreUnknown what the class does not have is dropped
 * @param missingLinkIsNull a value that no object has leaves the link empty
 * @param paths where in the row a member's value is, by member
 * @param links which objects a member's value names, by member
 */
public record LoadOptions(
        @Nullable String className,
        @Nullable String create,
        boolean coerce,
        boolean ignoreUnknown,
        boolean missingLinkIsNull,
        Map<String, List<String>> paths,
        Map<String, LinkTarget> links,
        Format format,
        char delimiter) {

    /** What a file holds. */
    public enum Format {
        AUTO,
        JSON,
        CSV
    }

    /** Reads the name of a format. */
    public static Format format(String name) {
        for (Format format : Format.values()) {
            if (format.name().toLowerCase(Locale.ROOT).equals(name)) {
                return format;
            }
        }
        throw new CliException(ExitStatus.USAGE, "--format: \"" + name + "\" is not one of auto, json, csv");
    }

    /** The objects of a class, named by the value of a member. */
    public record LinkTarget(String className, String member) {}

    /** Reads {@code member=path.to.field} and {@code member=/path/to/field}. */
    public static Map<String, List<String>> paths(List<String> given) {
        Map<String, List<String>> paths = new LinkedHashMap<>();
        for (String text : given) {
            String path = right("--map", text);
            List<String> steps = path.startsWith("/")
                    ? List.of(path.substring(1).split("/", -1)).stream()
                            .map(step -> step.replace("~1", "/").replace("~0", "~"))
                            .toList()
                    : List.of(path.split("\\.", -1));
            putOnce("--map", paths, left(text), steps);
        }
        return paths;
    }

    /** Reads {@code member=Class.member}. */
    public static Map<String, LinkTarget> links(List<String> given) {
        Map<String, LinkTarget> links = new LinkedHashMap<>();
        for (String text : given) {
            String target = right("--link", text);
            int dot = target.indexOf('.');
            if (dot < 1 || dot == target.length() - 1) {
                throw wrong("--link", text, "MEMBER=CLASS.MEMBER");
            }
            putOnce("--link", links, left(text), new LinkTarget(target.substring(0, dot), target.substring(dot + 1)));
        }
        return links;
    }

    private static <T> void putOnce(String option, Map<String, T> map, String member, T value) {
        if (map.putIfAbsent(member, value) != null) {
            throw new CliException(ExitStatus.USAGE, option + ": " + member + " is given twice");
        }
    }

    private static String left(String text) {
        return text.substring(0, text.indexOf('='));
    }

    private static String right(String option, String text) {
        int equals = text.indexOf('=');
        if (equals < 1 || equals == text.length() - 1) {
            throw wrong(option, text, "MEMBER=...");
        }
        return text.substring(equals + 1);
    }

    private static CliException wrong(String option, String text, String expected) {
        return new CliException(ExitStatus.USAGE, option + ": \"" + text + "\" is not of the form " + expected);
    }
}
