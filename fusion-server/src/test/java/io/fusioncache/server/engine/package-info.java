/** Proofs of the engine as a library. */
@NullMarked
package io.fusioncache.server.engine;

import org.jspecify.annotations.NullMarked;
