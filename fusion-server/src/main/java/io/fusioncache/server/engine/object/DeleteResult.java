package io.fusioncache.server.engine.object;

import java.util.List;
import java.util.SequencedMap;

/**
 * What a deletion did.
 *
 * @param deleted the objects of the root class, and what they linked to
 * @param missing the OIDs of the selection that name no object, in the order given
 */
public record DeleteResult(Deleted deleted, List<Oid> missing, long indexNanos, long scanNanos) {

    /**
     * Objects of one class that were deleted, and those that were reached from them.
     *
     * @param count how many objects; each deleted object is counted once, where it was reached first
     * @param reached per link member with at least one deleted object, in the order of the class definition; empty
     *     unless the deletion was deep
     */
    public record Deleted(ObjectClass objectClass, int count, SequencedMap<Column, Deleted> reached) {}
}
