package io.fusioncache.server.engine.composite;

/**
 * How Cache Fusion behaves; may be replaced at any time.
 *
 * @param enabled when false the commands are refused and writes pay nothing
 * @param maxFragments fragments in one composite at most
 * @param requireComplete when true a composite that lacks fragments is an error
 * @param maxComposites composites in all at most
 * @param cacheComposed when false every read composes
 */
public record FusionSettings(
        boolean enabled, int maxFragments, boolean requireComplete, int maxComposites, boolean cacheComposed) {
    /** As the server starts without a word from anyone. */
    public static final FusionSettings DEFAULT = new FusionSettings(false, 32, false, 100_000, true);

    /** The same, enabled or not. */
    public FusionSettings withEnabled(boolean value) {
        return new FusionSettings(value, maxFragments, requireComplete, maxComposites, cacheComposed);
    }

    /** The same with another limit of fragments. */
    public FusionSettings withMaxFragments(int value) {
        return new FusionSettings(enabled, value, requireComplete, maxComposites, cacheComposed);
    }

    /** The same, complete results required or not. */
    public FusionSettings withRequireComplete(boolean value) {
        return new FusionSettings(enabled, maxFragments, value, maxComposites, cacheComposed);
    }

    /** The same with another limit of composites. */
    public FusionSettings withMaxComposites(int value) {
        return new FusionSettings(enabled, maxFragments, requireComplete, value, cacheComposed);
    }

    /** The same, results kept or not. */
    public FusionSettings withCacheComposed(boolean value) {
        return new FusionSettings(enabled, maxFragments, requireComplete, maxComposites, value);
    }
}
