/** When the messages of a connection run, and on which thread. */
@NullMarked
package io.fusioncache.server.net.order;

import org.jspecify.annotations.NullMarked;
