/** What the settings mean for this server: sizes worked out from the machine, and combinations that can't be. */
@NullMarked
package io.fusioncache.server.config;

import org.jspecify.annotations.NullMarked;
