/** Tests. */
@NullMarked
package io.fusioncache.cli.transfer;

import org.jspecify.annotations.NullMarked;
