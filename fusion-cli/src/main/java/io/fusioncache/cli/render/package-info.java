/** Answers as text, one renderer a format. */
@NullMarked
package io.fusioncache.cli.render;

import org.jspecify.annotations.NullMarked;
