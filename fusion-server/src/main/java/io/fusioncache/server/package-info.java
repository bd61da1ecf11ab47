/** The server: its parts put together, and the program. */
@NullMarked
package io.fusioncache.server;

import org.jspecify.annotations.NullMarked;
