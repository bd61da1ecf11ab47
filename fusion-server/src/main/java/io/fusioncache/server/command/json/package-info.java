/** JSON values: read as a stream, changed in their text, never made into a tree; and the commands JSON.*. */
@NullMarked
package io.fusioncache.server.command.json;

import org.jspecify.annotations.NullMarked;
