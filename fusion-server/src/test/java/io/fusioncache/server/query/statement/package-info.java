/** Tests of the queries one by one. */
@NullMarked
package io.fusioncache.server.query.statement;

import org.jspecify.annotations.NullMarked;
