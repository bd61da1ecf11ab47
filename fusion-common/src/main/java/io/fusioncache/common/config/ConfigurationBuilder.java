package io.fusioncache.common.config;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Puts a configuration together. Layers are added from the weakest to the strongest: the file, the environment, flags.
 * Every mistake is a {@link ConfigurationException} that names the setting and where it stands.
 */
public final class ConfigurationBuilder {
    /** Variables of the command line and the launchers, which the server leaves alone. */
    private static final Set<String> OTHERS = Set.of(
            "FUSION_URL",
            "FUSION_USER",
            "FUSION_PASSWORD",
            "FUSION_CONFIG",
            "FUSION_HISTFILE",
            "FUSION_PAGER",
            "FUSION_JAVA_HOME",
            "FUSION_JAVA_OPTS");

    private final SettingTable table;
    private final Map<String, Configuration.Value> values = new HashMap<>();

    /** Begins with the standard value of every setting. */
    public ConfigurationBuilder(SettingTable table) {
        this.table = table;
    }

    /** Begins with what another configuration says. */
    public ConfigurationBuilder(Configuration base) {
        this.table = base.table();
        values.putAll(base.values());
    }

    /** Adds what a file says: JSON, in which comments and trailing commas are allowed. */
    public ConfigurationBuilder file(Path file) {
        SettingsFile.read(file, table, this);
        return this;
    }

    /**
     * Adds every variable that begins with {@code FUSION_}. Those of the command line and the launchers are left out,
     * and so are those with which Kubernetes announces a service called {@code fusion} ({@code FUSION_PORT},
     * {@code FUSION_PORT_1981_TCP}, {@code FUSION_SERVICE_HOST}).
     */
    public ConfigurationBuilder environment(Map<String, String> environment) {
        environment.forEach((variable, text) -> {
            if (!variable.startsWith("FUSION_") || isForOthers(variable)) {
                return;
            }
            Setting<?> setting = table.ofVariable(variable);
            if (setting == null) {
                throw new ConfigurationException(table.unknownVariable(variable));
            }
            put(setting, List.of(text), false, variable);
        });
        return this;
    }

    private static boolean isForOthers(String variable) {
        return OTHERS.contains(variable)
                || variable.equals("FUSION_PORT")
                || variable.startsWith("FUSION_PORT_")
                || variable.startsWith("FUSION_SERVICE_");
    }

    /** Adds one {@code NAME=VALUE} of the command line. */
    public ConfigurationBuilder assignment(String assignment) {
        int equals = assignment.indexOf('=');
        if (equals <= 0) {
            throw new ConfigurationException("--set takes NAME=VALUE, not " + assignment);
        }
        return set(assignment.substring(0, equals), assignment.substring(equals + 1), "--set");
    }

    /** Adds one value. */
    public ConfigurationBuilder set(String name, String text, String origin) {
        put(known(name, origin), List.of(text), false, origin);
        return this;
    }

    /** The configuration of all layers so far. */
    public Configuration build() {
        return new Configuration(table, values);
    }

    Setting<?> known(String name, String origin) {
        Setting<?> setting = table.find(name);
        if (setting == null) {
            throw new ConfigurationException(origin + ": " + table.unknownName(name));
        }
        return setting;
    }

    void put(Setting<?> setting, List<String> texts, boolean list, String origin) {
        try {
            Object value = list ? setting.type().parse(texts) : setting.type().parse(texts.getFirst());
            values.put(setting.name(), new Configuration.Value(value, origin));
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(origin + ": " + setting.name() + " " + e.getMessage());
        }
    }
}
