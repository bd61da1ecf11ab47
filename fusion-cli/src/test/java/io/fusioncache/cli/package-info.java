/** Tests. */
@NullMarked
package io.fusioncache.cli;

import org.jspecify.annotations.NullMarked;
