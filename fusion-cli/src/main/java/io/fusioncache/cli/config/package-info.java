/** Flags, environment and file, resolved to one set of settings. */
@NullMarked
package io.fusioncache.cli.config;

import org.jspecify.annotations.NullMarked;
