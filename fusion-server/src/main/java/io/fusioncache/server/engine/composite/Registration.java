package io.fusioncache.server.engine.composite;

import java.util.List;

/**
 * What {@code FUSE} did.
 *
 * @param isNew false when the composite was there and has another list now
 * @param fragments how many it has now
 * @param added fragments that it did not have before, in the order declared
 * @param removed fragments that it has no more, in the order they were declared
 */
public record Registration(boolean isNew, int fragments, List<byte[]> added, List<byte[]> removed) {}
