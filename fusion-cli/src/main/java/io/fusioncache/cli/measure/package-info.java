/** Watching and measuring a server: who runs what, what it holds, how fast it answers. Prints text or JSON lines. */
@NullMarked
package io.fusioncache.cli.measure;

import org.jspecify.annotations.NullMarked;
