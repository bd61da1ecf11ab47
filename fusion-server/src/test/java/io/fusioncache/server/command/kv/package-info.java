/** Tests. */
@NullMarked
package io.fusioncache.server.command.kv;

import org.jspecify.annotations.NullMarked;
