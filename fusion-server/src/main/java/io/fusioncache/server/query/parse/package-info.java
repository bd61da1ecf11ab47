/** The parts that queries are made of: names, types, values, terms, changes, objects to store. */
@NullMarked
package io.fusioncache.server.query.parse;

import org.jspecify.annotations.NullMarked;
