/** Rows into the server and out of it. */
@NullMarked
package io.fusioncache.cli.transfer;

import org.jspecify.annotations.NullMarked;
