package io.fusioncache.common.config;

import java.util.HashMap;
import java.util.Map;

/** A value for every setting, and where each came from. Immutable. */
public final class Configuration {
    private final SettingTable table;
    private final Map<String, Value> values;

    /**
     * A value that is not the standard one.
     *
     * @param value of the type of the setting
     * @param origin where it came from, such as {@code /etc/fusion/fusion.json} or {@code --set}
     */
    record Value(Object value, String origin) {}

    Configuration(SettingTable table, Map<String, Value> values) {
        this.table = table;
        this.values = Map.copyOf(values);
    }

    /** What holds when nothing is configured. */
    public static Configuration standard(SettingTable table) {
        return new Configuration(table, Map.of());
    }

    /** What was set, by name. */
    Map<String, Value> values() {
        return values;
    }

    /** The settings. */
    public SettingTable table() {
        return table;
    }

    /** The value of a setting. O(1). */
    @SuppressWarnings("unchecked") // A value is only ever put in by the setting's own type.
    public <T> T get(Setting<T> setting) {
        Value value = values.get(setting.name());
        return value == null ? setting.standard() : (T) value.value();
    }

    /** This configuration, but with the values and origins that another has for the settings that can change. */
    public Configuration withChangeable(Configuration fresh) {
        Map<String, Value> merged = new HashMap<>();
        for (Setting<?> setting : table.settings()) {
            Value value = (setting.changeable() ? fresh : this).values.get(setting.name());
            if (value != null) {
                merged.put(setting.name(), value);
            }
        }
        return new Configuration(table, merged);
    }

    /** Where the setting's value came from; {@code default} when nobody set it. */
    public String origin(Setting<?> setting) {
        Value value = values.get(setting.name());
        return value == null ? "default" : value.origin();
    }

    /** The setting's value as text. */
    public <T> String print(Setting<T> setting) {
        return setting.type().print(get(setting));
    }
}
