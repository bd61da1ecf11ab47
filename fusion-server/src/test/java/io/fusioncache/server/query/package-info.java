/** Tests of the query language. */
@NullMarked
package io.fusioncache.server.query;

import org.jspecify.annotations.NullMarked;
