/** Commands about the connection itself and about what commands there are. */
@NullMarked
package io.fusioncache.server.command.connection;

import org.jspecify.annotations.NullMarked;
