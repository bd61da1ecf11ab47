package io.fusioncache.common.config;

import io.fusioncache.common.text.NearMiss;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Settings by name and by environment variable. Immutable. */
public final class SettingTable {
    private final Map<String, Setting<?>> byName = new LinkedHashMap<>();
    private final Map<String, Setting<?>> byVariable = new LinkedHashMap<>();

    /** @param settings in the order of the reference; names and variables must differ */
    public SettingTable(List<Setting<?>> settings) {
        for (Setting<?> setting : settings) {
            if (byName.put(setting.name(), setting) != null || byVariable.put(setting.variable(), setting) != null) {
                throw new IllegalArgumentException("two settings are called " + setting.name());
            }
        }
    }

    /** Every setting, in the order of the reference. */
    public Collection<Setting<?>> settings() {
        return byName.values();
    }

    /** The setting of that name, or null. O(1). */
    public @Nullable Setting<?> find(String name) {
        return byName.get(name);
    }

    /** The setting that an environment variable sets, or null. O(1). */
    public @Nullable Setting<?> ofVariable(String variable) {
        return byVariable.get(variable);
    }

    /** True when some setting's name goes on after this one and a dot. */
    public boolean isSection(String name) {
        return byName.keySet().stream().anyMatch(known -> known.startsWith(name + "."));
    }

    /** The line for a name that is no setting, with the nearest that is when one is near. */
    public String unknownName(String name) {
        return unknown("setting " + name, NearMiss.of(name, byName.keySet()));
    }

    /** The line for a variable that belongs to no setting, with the nearest that does when one is near. */
    public String unknownVariable(String variable) {
        return unknown("environment variable " + variable, NearMiss.of(variable, byVariable.keySet()));
    }

    private static String unknown(String what, Optional<String> nearest) {
        return "unknown " + what
                + nearest.map(name -> "; did you mean " + name + "?").orElse("; --print-config lists every setting");
    }

    @Override
    public String toString() {
        return byName.keySet().stream().collect(Collectors.joining(", "));
    }
}
