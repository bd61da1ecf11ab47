/** FQL: from the text of a query, through one small immutable record per query, to the engine and back to an answer. */
@NullMarked
package io.fusioncache.server.query;

import org.jspecify.annotations.NullMarked;
