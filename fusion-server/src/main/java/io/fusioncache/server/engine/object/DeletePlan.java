package io.fusioncache.server.engine.object;

/**
 * A deletion as data.
 *
 * @param deep also delete what the deleted objects link to, to any depth, but for objects that some object outside the
 *     deletion still links to
 */
public record DeletePlan(ObjectClass root, Selection selection, boolean deep) {}
