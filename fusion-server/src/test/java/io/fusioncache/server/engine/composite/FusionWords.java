package io.fusioncache.server.engine.composite;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The five settings as words, for tests without a configuration. */
public final class FusionWords {
    private FusionWords() {}

    /** The settings by their dotted names. */
    public static SortedMap<String, String> all(FusionSettings settings) {
        return new TreeMap<>(Map.of(
                "fusion.enabled", Boolean.toString(settings.enabled()),
                "fusion.max_fragments", Integer.toString(settings.maxFragments()),
                "fusion.require_complete", Boolean.toString(settings.requireComplete()),
                "fusion.max_composites", Integer.toString(settings.maxComposites()),
                "fusion.cache_composed", Boolean.toString(settings.cacheComposed())));
    }

    /** The settings after a change. */
    public static FusionSettings with(FusionSettings settings, String name, String value) {
        return switch (name) {
            case "fusion.enabled" -> settings.withEnabled(Boolean.parseBoolean(value));
            case "fusion.max_fragments" -> settings.withMaxFragments(Integer.parseInt(value));
            case "fusion.require_complete" -> settings.withRequireComplete(Boolean.parseBoolean(value));
            case "fusion.max_composites" -> settings.withMaxComposites(Integer.parseInt(value));
            case "fusion.cache_composed" -> settings.withCacheComposed(Boolean.parseBoolean(value));
            default -> throw new IllegalArgumentException(name);
        };
    }
}
