/** Commands on keys, whatever their values are. */
@NullMarked
package io.fusioncache.server.command.key;

import org.jspecify.annotations.NullMarked;
