/**
 * One class per query: how its body is read, what it does, how its answer is written.
 * {@link io.fusioncache.server.query.statement.Bodies} lists them.
 */
@NullMarked
package io.fusioncache.server.query.statement;

import org.jspecify.annotations.NullMarked;
