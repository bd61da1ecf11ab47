/** Proof of the RESP listener below the commands: wire format, limits, order. */
@NullMarked
package io.fusioncache.server.net.resp;

import org.jspecify.annotations.NullMarked;
