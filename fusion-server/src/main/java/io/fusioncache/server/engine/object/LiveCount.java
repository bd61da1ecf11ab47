package io.fusioncache.server.engine.object;

import org.jspecify.annotations.Nullable;

/** How many objects a class has from a version on, and before. */
final class LiveCount {
    static final int BYTES = 64;

    final long version;
    final long objects;

    @Nullable
    LiveCount older;

    LiveCount(long version, long objects, @Nullable LiveCount older) {
        this.version = version;
        this.objects = objects;
        this.older = older;
    }

    /** The count before the one of a version, which nobody sees any more. */
    static final class Superseded extends Retired {
        private final ObjectClass objectClass;
        private final LiveCount count;

        Superseded(long version, ObjectClass objectClass, LiveCount count) {
            super(version);
            this.objectClass = objectClass;
            this.count = count;
        }

        @Override
        void forget() {
            count.older = null;
        }

        @Override
        void finish(Garbage garbage) {
            objectClass.memory().release(BYTES);
        }

        @Override
        int weight() {
            return 1;
        }
    }
}
