/**
 * Typed objects and the links between them, in columns: classes, OIDs, links, indexes, snapshots and the finder. Knows
 * no JSON text, no network and no query language.
 */
@NullMarked
package io.fusioncache.server.engine.object;

import org.jspecify.annotations.NullMarked;
