package io.fusioncache.server.engine.keyspace;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Which key goes when memory is needed; the names and the meaning are those of Redis. */
public enum EvictionPolicy {
    ALLKEYS_LFU(false, true),
    ALLKEYS_LRU(false, false),
    VOLATILE_LFU(true, true),
    VOLATILE_LRU(true, false),
    VOLATILE_TTL(true, false),
    NOEVICTION(false, false);

    private final boolean onlyExpiring;
    private final boolean frequency;

    EvictionPolicy(boolean onlyExpiring, boolean frequency) {
        this.onlyExpiring = onlyExpiring;
        this.frequency = frequency;
    }

    /** True when only keys with a deadline may go. */
    public boolean isOnlyExpiring() {
        return onlyExpiring;
    }

    /** True when keys that are used seldom go first, rather than those used long ago. */
    public boolean isFrequency() {
        return frequency;
    }

    /** The name in the configuration, such as {@code allkeys-lfu}. */
    public String title() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The policy of that name, in any case of letters. */
    public static Optional<EvictionPolicy> find(String title) {
        return Arrays.stream(values())
                .filter(policy -> policy.title().equalsIgnoreCase(title))
                .findFirst();
    }
}
