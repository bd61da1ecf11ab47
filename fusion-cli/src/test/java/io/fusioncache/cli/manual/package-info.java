/** The manual pages, made from the tables and models that the programs themselves are made of. */
@NullMarked
package io.fusioncache.cli.manual;

import org.jspecify.annotations.NullMarked;
