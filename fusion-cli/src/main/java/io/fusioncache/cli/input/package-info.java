/** What was typed or read, cut into requests that know their position. */
@NullMarked
package io.fusioncache.cli.input;

import org.jspecify.annotations.NullMarked;
