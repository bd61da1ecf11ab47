/** Tests. */
@NullMarked
package io.fusioncache.server.command;

import org.jspecify.annotations.NullMarked;
