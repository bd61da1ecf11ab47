/** JSON values where a stream is not enough. */
@NullMarked
package io.fusioncache.cli.json;

import org.jspecify.annotations.NullMarked;
