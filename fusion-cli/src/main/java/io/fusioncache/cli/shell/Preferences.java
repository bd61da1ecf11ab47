package io.fusioncache.cli.shell;

import io.fusioncache.cli.config.OutputFormat;
import io.fusioncache.common.text.NearMiss;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a person may change while the shell runs. Read by the thread that looks for live keys, hence volatile. */
final class Preferences {
    /** The names that {@code :set} takes. */
    static final List<String> NAMES = List.of("format", "timing", "pager", "live-keys");

    private volatile OutputFormat format;
    private volatile boolean timing;
    private volatile boolean pager = true;
    private volatile boolean liveKeys = true;

    Preferences(OutputFormat format, boolean timing) {
        this.format = format;
        this.timing = timing;
    }

    OutputFormat format() {
        return format;
    }

    boolean timing() {
        return timing;
    }

    boolean pager() {
        return pager;
    }

    boolean liveKeys() {
        return liveKeys;
    }

    /** Every preference with its value, one in a line. */
    String listing() {
        StringBuilder text = new StringBuilder();
        NAMES.forEach(name -> text.append(String.format(Locale.ROOT, "%-10s %s%n", name, value(name))));
        return text.toString();
    }

    /** The value of a preference that exists. */
    String value(String name) {
        return switch (name) {
            case "format" -> format.name().toLowerCase(Locale.ROOT);
            case "timing" -> onOff(timing);
            case "pager" -> onOff(pager);
            default -> onOff(liveKeys);
        };
    }

    private static String onOff(boolean on) {
        return on ? "on" : "off";
    }

    /** The values that a preference can have; none for one that does not exist. */
    static List<String> values(String name) {
        return switch (name) {
            case "format" ->
                Arrays.stream(OutputFormat.values())
                        .map(format -> format.name().toLowerCase(Locale.ROOT))
                        .toList();
            case "timing", "pager", "live-keys" -> List.of("on", "off");
            default -> List.of();
        };
    }

    /**
     * Changes a preference.
     *
     * @return what is wrong, with what to do about it; empty when it is done
     */
    Optional<String> change(String name, String value) {
        if (!NAMES.contains(name)) {
            return Optional.of("There is no preference " + name + NearMiss.suggestion(name, NAMES) + " There are "
                    + String.join(", ", NAMES) + ".");
        }
        if (!values(name).contains(value)) {
            return Optional.of(name + " is one of " + String.join(", ", values(name)) + ", not " + value + ".");
        }
        switch (name) {
            case "format" -> format = OutputFormat.valueOf(value.toUpperCase(Locale.ROOT));
            case "timing" -> timing = value.equals("on");
            case "pager" -> pager = value.equals("on");
            default -> liveKeys = value.equals("on");
        }
        return Optional.empty();
    }
}
