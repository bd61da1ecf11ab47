/** The WebSocket protocol: handshake, frames, keeping alive, closing. */
@NullMarked
package io.fusioncache.server.net.websocket;

import org.jspecify.annotations.NullMarked;
