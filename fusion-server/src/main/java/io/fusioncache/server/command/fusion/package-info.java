/** Commands of Cache Fusion. */
@NullMarked
package io.fusioncache.server.command.fusion;

import org.jspecify.annotations.NullMarked;
