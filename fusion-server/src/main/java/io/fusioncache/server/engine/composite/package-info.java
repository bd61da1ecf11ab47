/**
 * Cache Fusion: keys that are put together from other keys, kept until one of those changes.
 * {@link io.fusioncache.server.engine.composite.Composites} is the door; {@code Composer} explains why a result is
 * never stale.
 */
@NullMarked
package io.fusioncache.server.engine.composite;

import org.jspecify.annotations.NullMarked;
