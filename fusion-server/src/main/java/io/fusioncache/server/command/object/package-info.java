/** Object mode as a command. */
@NullMarked
package io.fusioncache.server.command.object;

import org.jspecify.annotations.NullMarked;
