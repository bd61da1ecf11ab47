/** Tests. */
@NullMarked
package io.fusioncache.common.command;

import org.jspecify.annotations.NullMarked;
