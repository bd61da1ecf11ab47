/** Commands about the server. */
@NullMarked
package io.fusioncache.server.command.server;

import org.jspecify.annotations.NullMarked;
