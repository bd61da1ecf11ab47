/** Tests. */
@NullMarked
package io.fusioncache.server.command.json;

import org.jspecify.annotations.NullMarked;
