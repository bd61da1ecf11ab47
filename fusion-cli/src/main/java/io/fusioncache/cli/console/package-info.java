/** The process's streams, its exit statuses, and the failures that end it. */
@NullMarked
package io.fusioncache.cli.console;

import org.jspecify.annotations.NullMarked;
