/** Proof with what Redis users have: its command line, its load generator, two client libraries, and Redis itself. */
@NullMarked
package io.fusioncache.server.redis;

import org.jspecify.annotations.NullMarked;
