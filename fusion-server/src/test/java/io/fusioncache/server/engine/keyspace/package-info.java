/** Tests. */
@NullMarked
package io.fusioncache.server.engine.keyspace;

import org.jspecify.annotations.NullMarked;
