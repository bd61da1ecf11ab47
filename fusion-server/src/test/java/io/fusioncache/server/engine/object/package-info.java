/** Proofs of the engine. */
@NullMarked
package io.fusioncache.server.engine.object;

import org.jspecify.annotations.NullMarked;
