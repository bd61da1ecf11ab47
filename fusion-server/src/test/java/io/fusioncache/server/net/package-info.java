@NullMarked
package io.fusioncache.server.net;

import org.jspecify.annotations.NullMarked;
