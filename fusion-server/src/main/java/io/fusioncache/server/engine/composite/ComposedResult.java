package io.fusioncache.server.engine.composite;

import io.fusioncache.server.engine.keyspace.Entry;
import io.fusioncache.server.engine.memory.HeapArrays;
import java.util.List;

/** An assembled composite. Immutable; may be sent as it is. */
public final class ComposedResult {
    private static final int FIXED_BYTES = 48;
    private static final int REFERENCE_BYTES = 4;

    private final byte[] json;
    private final long changes;
    private final long deadline;
    private final List<byte[]> missing;

    ComposedResult(byte[] json, long changes, long deadline, List<byte[]> missing) {
        this.json = json;
        this.changes = changes;
        this.deadline = deadline;
        this.missing = missing;
    }

    /** The result as JSON; not to be changed. */
    public byte[] json() {
        return json;
    }

    /** True when no fragment was missing. */
    public boolean isComplete() {
        return missing.isEmpty();
    }

    /** The fragments that were missing, at any depth, in the order declared. */
    public List<byte[]> missing() {
        return missing;
    }

    /** The composite's count of changes before the first fragment was read. */
    long changes() {
        return changes;
    }

    /** When the first of its fragments expires, on the key space's clock; {@link Entry#NEVER} when none does. */
    long deadline() {
        return deadline;
    }

    /** Bytes it is charged with while it is kept. */
    long memory() {
        return memory(json.length, missing.size());
    }

    static long memory(long length, int missing) {
        return FIXED_BYTES + HeapArrays.bytes(length) + (long) REFERENCE_BYTES * missing;
    }
}
