@NullMarked
package io.fusioncache.server.net.order;

import org.jspecify.annotations.NullMarked;
