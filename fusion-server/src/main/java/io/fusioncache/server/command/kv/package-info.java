/** Key-value commands in JSON: one message in, one answer per key out. One class per command. */
@NullMarked
package io.fusioncache.server.command.kv;

import org.jspecify.annotations.NullMarked;
