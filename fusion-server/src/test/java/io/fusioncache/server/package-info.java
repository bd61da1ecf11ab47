/** Proofs that hold for the whole server. */
@NullMarked
package io.fusioncache.server;

import org.jspecify.annotations.NullMarked;
