/**
 * Keys and values: a hash table with time to live, eviction at the memory limit and versions. Knows no JSON text, no
 * network and no command.
 */
@NullMarked
package io.fusioncache.server.engine.keyspace;

import org.jspecify.annotations.NullMarked;
