package io.fusioncache.server.engine.object;

/**
 * Something that only snapshots before {@link #version} can see. Once there are none it is taken apart, in two steps: a
 * whole run of things is forgotten before the first is finished, so that the second step looks at short chains.
 */
abstract class Retired {
    /** The write that made it invisible. */
    final long version;

    Retired(long version) {
        this.version = version;
    }

    /** Detaches it from what readers see. */
    abstract void forget();

    /**
     * Takes it out of the indexes and returns its memory.
     *
     * @param garbage for what can only be done later
     */
    abstract void finish(Garbage garbage);

    /** How much work it is, in rows. */
    abstract int weight();
}
