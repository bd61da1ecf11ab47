/** Commands on strings and numbers. */
@NullMarked
package io.fusioncache.server.command.string;

import org.jspecify.annotations.NullMarked;
