/** Tests. */
@NullMarked
package io.fusioncache.common.kv;

import org.jspecify.annotations.NullMarked;
