@NullMarked
package io.fusioncache.server.net.channel;

import org.jspecify.annotations.NullMarked;
