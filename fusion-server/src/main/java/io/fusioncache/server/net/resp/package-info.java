/** RESP over TCP: bytes in, commands out to the dispatcher, replies back; limits, order and back-pressure. */
@NullMarked
package io.fusioncache.server.net.resp;

import org.jspecify.annotations.NullMarked;
