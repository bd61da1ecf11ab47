/** The commands, each a picocli model and a call that ends in an exit status. */
@NullMarked
package io.fusioncache.cli.command;

import org.jspecify.annotations.NullMarked;
