/** The text commands as data, and how a line of text is split into a command's words. */
@NullMarked
package io.fusioncache.common.command;

import org.jspecify.annotations.NullMarked;
