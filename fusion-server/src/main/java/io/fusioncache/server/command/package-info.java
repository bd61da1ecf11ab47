/**
 * Text commands: from words to a reply, whatever brought them (RESP or lines over WebSocket). One class per command, in
 * packages by group; what they have in common stands here.
 */
@NullMarked
package io.fusioncache.server.command;

import org.jspecify.annotations.NullMarked;
