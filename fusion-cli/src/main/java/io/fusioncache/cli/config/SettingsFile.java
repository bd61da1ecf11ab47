package io.fusioncache.cli.config;

import io.fusioncache.cli.console.CliException;
import io.fusioncache.cli.console.ExitStatus;
import io.fusioncache.cli.console.FileFaults;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The file of settings: a Java properties file in UTF-8. */
final class SettingsFile {
    private SettingsFile() {}

    /**
     * Reads the file; no file at the usual place is no settings.
     *
     * @param named the file that was asked for, null for the usual place
     */
    static Map<Setting, String> read(@Nullable String named, Map<String, String> variables) {
        Path file = named == null ? usualPlace(variables) : Path.of(named);
        if (file == null || (named == null && !Files.exists(file))) {
            return Map.of();
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new CliException(
                    ExitStatus.USAGE, "can't read the settings in " + file + ": " + FileFaults.reason(e));
        }
        Map<Setting, String> values = new EnumMap<>(Setting.class);
        for (String key : properties.stringPropertyNames()) {
            Setting setting = Setting.ofKey(key).orElseThrow(() -> unknown(file, key));
            values.put(setting, properties.getProperty(key).strip());
        }
        return values;
    }

    private static @Nullable Path usualPlace(Map<String, String> variables) {
        String configHome = variables.getOrDefault("XDG_CONFIG_HOME", "");
        String home = variables.getOrDefault("HOME", "");
        if (!configHome.isEmpty()) {
            return Path.of(configHome, "fusion", "cli.properties");
        }
        return home.isEmpty() ? null : Path.of(home, ".config", "fusion", "cli.properties");
    }

    private static CliException unknown(Path file, String key) {
        String known = Setting.inFile().map(Setting::key).collect(Collectors.joining(", "));
        return new CliException(ExitStatus.USAGE, file + ": unknown setting \"" + key + "\"; there are " + known);
    }
}
