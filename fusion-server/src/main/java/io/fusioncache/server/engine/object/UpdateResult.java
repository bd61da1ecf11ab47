package io.fusioncache.server.engine.object;

import java.util.List;

/**
 * What an update did.
 *
 * @param count the objects of the root class that were found
 * @param missing the OIDs of the selection that name no object, in the order given
 */
public record UpdateResult(int count, List<Oid> missing, long indexNanos, long scanNanos) {}
