package io.fusioncache.cli.config;

import io.fusioncache.cli.console.CliException;
import io.fusioncache.cli.console.Console;
import io.fusioncache.cli.console.ExitStatus;
import io.fusioncache.common.client.ClientSettings;
import io.fusioncache.common.client.TlsSettings;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The settings of one run: flag before environment before file before default. */
public final class Settings {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final Map<Setting, String> values;
    private final Map<String, String> variables;

    private Settings(Map<Setting, String> values, Map<String, String> variables) {
        this.values = values;
        this.variables = variables;
    }

    /**
     * Puts the layers together.
     *
     * @param flags what the command line gives; a switch is {@code true}
     * @throws CliException with status USAGE for an unknown key in the file or a value that does not fit
     */
    public static Settings resolve(Map<Setting, String> flags, Map<String, String> variables) {
        Map<Setting, String> given = new EnumMap<>(Setting.class);
        for (Setting setting : Setting.values()) {
            String variable = setting.variable();
            String value = variable == null ? null : variables.get(variable);
            if (value != null && !value.isEmpty()) {
                given.put(setting, value);
            }
        }
        given.putAll(flags);
        Map<Setting, String> values = new EnumMap<>(Setting.class);
        values.putAll(SettingsFile.read(given.get(Setting.CONFIG), variables));
        values.putAll(given);
        Settings settings = new Settings(values, variables);
        settings.check();
        return settings;
    }

    /** Where and how to connect. */
    public ClientSettings client() {
        try {
            return ClientSettings.of(values.getOrDefault(Setting.URL, "ws://127.0.0.1:" + ClientSettings.DEFAULT_PORT))
                    .withConnectTimeout(duration(Setting.CONNECT_TIMEOUT, CONNECT_TIMEOUT))
                    .withTls(new TlsSettings(
                            path(Setting.CACERT), path(Setting.CERT), path(Setting.KEY), isOn(Setting.INSECURE)));
        } catch (IllegalArgumentException e) {
            throw new CliException(ExitStatus.USAGE, String.valueOf(e.getMessage()));
        }
    }

    /** The longest wait for one answer. */
    public Duration timeout() {
        return duration(Setting.TIMEOUT, TIMEOUT);
    }

    /** The format for answers on this output. */
    public OutputFormat format(boolean terminal) {
        String name = values.get(Setting.OUTPUT);
        if (name == null) {
            return terminal ? OutputFormat.PRETTY : OutputFormat.JSON;
        }
        for (OutputFormat format : OutputFormat.values()) {
            if (format.title().equals(name)) {
                return format;
            }
        }
        throw wrong(Setting.OUTPUT, name, "pretty, json, raw, table or csv");
    }

    /** Whether a stream is coloured: the flag, then the agreed environment variables, then what the stream is. */
    public boolean colour(boolean terminal) {
        String choice = values.getOrDefault(Setting.COLOR, "auto");
        return switch (choice) {
            case "always" -> true;
            case "never" -> false;
            case "auto" -> colourByEnvironment(terminal);
            default -> throw wrong(Setting.COLOR, choice, "always, never or auto");
        };
    }

    private boolean colourByEnvironment(boolean terminal) {
        if (isSet("NO_COLOR")) {
            return false;
        }
        if (isSet("CLICOLOR_FORCE") && !"0".equals(variables.get("CLICOLOR_FORCE"))) {
            return true;
        }
        return !"dumb".equals(variables.get("TERM")) && terminal;
    }

    /** Whether progress is shown. */
    public boolean showsProgress(Console console) {
        return !isOn(Setting.QUIET) && (isOn(Setting.PROGRESS) || console.errIsTerminal());
    }

    /** Whether a switch is on. */
    public boolean isOn(Setting setting) {
        String value = values.getOrDefault(setting, "false");
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw wrong(setting, value, "true or false");
        };
    }

    /** The user to log in as, or null. */
    public @Nullable String user() {
        return values.get(Setting.USER);
    }

    /** The file that holds the password, or null. */
    public @Nullable Path passwordFile() {
        return path(Setting.PASSWORD_FILE);
    }

    private void check() {
        client();
        timeout();
        format(false);
        colour(false);
        for (Setting setting : Setting.values()) {
            if (setting.label() == null) {
                isOn(setting);
            }
        }
    }

    private boolean isSet(String variable) {
        return !variables.getOrDefault(variable, "").isEmpty();
    }

    private @Nullable Path path(Setting setting) {
        String value = values.get(setting);
        return value == null ? null : Path.of(value);
    }

    private Duration duration(Setting setting, Duration otherwise) {
        String value = values.get(setting);
        return value == null ? otherwise : seconds(setting.flags()[0], value);
    }

    /**
     * A number of seconds, which may have a fraction.
     *
     * @throws CliException with status USAGE when it is none, or not above zero
     */
    public static Duration seconds(String option, String text) {
        try {
            Duration duration = Duration.ofNanos(
                    new BigDecimal(text).movePointRight(9).toBigInteger().longValueExact());
            if (duration.isPositive()) {
                return duration;
            }
        } catch (NumberFormatException | ArithmeticException expected) {
            // The message below says it better.
        }
        throw new CliException(ExitStatus.USAGE, option + ": \"" + text + "\" is no number of seconds above zero");
    }

    private static CliException wrong(Setting setting, String value, String expected) {
        return new CliException(ExitStatus.USAGE, setting.flags()[0] + ": \"" + value + "\" is not one of " + expected);
    }
}
