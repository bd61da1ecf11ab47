/** Messages put together from what is read, and answers queued for what can be written. */
@NullMarked
package io.fusioncache.server.net.channel;

import org.jspecify.annotations.NullMarked;
