package io.fusioncache.server.engine.keyspace;

/** Memory that can be given back without losing anything but time; asked before a key is evicted. */
public interface Reclaimable {
    /**
     * Returns some of it to the account. Called without any lock of the key space.
     *
     * @return false when there was nothing to give back
     */
    boolean reclaim();

    /** How much there is to give back, in bytes. */
    long reclaimableBytes();
}
