@NullMarked
package io.fusioncache.server.ops;

import org.jspecify.annotations.NullMarked;
