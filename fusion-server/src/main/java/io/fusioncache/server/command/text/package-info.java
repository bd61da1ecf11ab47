/** Text commands as lines over WebSocket. */
@NullMarked
package io.fusioncache.server.command.text;

import org.jspecify.annotations.NullMarked;
