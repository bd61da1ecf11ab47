/** The command line of Fusion. */
@NullMarked
package io.fusioncache.cli;

import org.jspecify.annotations.NullMarked;
