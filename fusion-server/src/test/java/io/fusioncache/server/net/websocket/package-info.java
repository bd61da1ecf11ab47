@NullMarked
package io.fusioncache.server.net.websocket;

import org.jspecify.annotations.NullMarked;
