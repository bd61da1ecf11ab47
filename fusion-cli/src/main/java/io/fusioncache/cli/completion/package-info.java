/** Completion scripts for shells, made from the program's own model. */
@NullMarked
package io.fusioncache.cli.completion;

import org.jspecify.annotations.NullMarked;
