/** Bytes in, bytes out: listeners, limits, order and back-pressure. Knows nothing of what a message means. */
@NullMarked
package io.fusioncache.server.net;

import org.jspecify.annotations.NullMarked;
