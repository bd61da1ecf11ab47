/** The statuses that key-value commands in JSON are answered with. */
@NullMarked
package io.fusioncache.common.kv;

import org.jspecify.annotations.NullMarked;
