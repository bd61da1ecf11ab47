package io.fusioncache.server.engine.keyspace;

import org.jspecify.annotations.Nullable;

/** Says how much memory a change of a key takes while the old value is still there. */
@FunctionalInterface
public interface MemoryNeed {
    /**
     * The bytes beside what stands there: the new value, and whatever else lives until the change is done. May be asked
     * under the key's lock.
     *
     * @param before what stands there; null when the key does not exist
     */
    long bytes(@Nullable Entry before);
}
