/** Tests of JSON text in and out. */
@NullMarked
package io.fusioncache.server.query.json;

import org.jspecify.annotations.NullMarked;
