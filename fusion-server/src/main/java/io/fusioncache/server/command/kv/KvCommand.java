package io.fusioncache.server.command.kv;

import io.fusioncache.common.kv.KvCommandSpec;

/** A JSON command: what it is, and what it does. One instance serves all clients and keeps no state of its own. */
abstract class KvCommand {
    private final KvCommandSpec spec;

    /** A command of the table. */
    KvCommand(String name) {
        this.spec = KvCommandSpec.find(name)
                .orElseThrow(() -> new IllegalArgumentException("no command " + name + " in the table"));
    }

    /** What the table says about it. */
    final KvCommandSpec spec() {
        return spec;
    }

    /** True when it may take long because of what is stored, and so its keys have to be looked at. O(1). */
    boolean isSlow(KvServices services) {
        return copiesValues() && services.keyspace().holdsLarge();
    }

    /** True when it copies the values of its keys. */
    boolean copiesValues() {
        return false;
    }

    /** True when it may take long because of what is stored under a key. */
    boolean isSlow(byte[] key, KvServices services) {
        return services.keyspace().isLarge(key);
    }

    /**
     * Does it and answers. The body is of the form that the spec says, and not empty if it has to have keys.
     *
     * @throws KvFault instead of all answers
     */
    abstract void run(KvCall call);
}
