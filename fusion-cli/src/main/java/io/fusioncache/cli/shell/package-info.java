/**
 * The interactive shell: reading lines with completion, hints and colours, calling the server, showing answers. The
 * only package that knows the line editor.
 */
@NullMarked
package io.fusioncache.cli.shell;

import org.jspecify.annotations.NullMarked;
