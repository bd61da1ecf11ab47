/** JSON text in and out, as the query language wants it: strict, bounded, streamed, without a tree. */
@NullMarked
package io.fusioncache.server.query.json;

import org.jspecify.annotations.NullMarked;
