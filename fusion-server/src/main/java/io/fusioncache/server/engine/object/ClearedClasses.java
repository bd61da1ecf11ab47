package io.fusioncache.server.engine.object;

import java.util.Collection;

/** The classes of a store that was cleared. */
final class ClearedClasses extends Retired {
    private final Collection<ObjectClass> classes;

    ClearedClasses(long version, Collection<ObjectClass> classes) {
        super(version);
        this.classes = classes;
    }

    @Override
    void forget() {
        // Readers hold the catalog of their version, and with it the classes.
    }

    @Override
    void finish(Garbage garbage) {
        for (ObjectClass objectClass : classes) {
            objectClass.memory().releaseAll();
        }
    }

    @Override
    int weight() {
        return classes.size();
    }
}
