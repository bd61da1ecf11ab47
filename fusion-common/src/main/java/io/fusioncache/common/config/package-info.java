/**
 * The server's settings as data, and how their values come together from defaults, a file, the environment and flags.
 */
@NullMarked
package io.fusioncache.common.config;

import org.jspecify.annotations.NullMarked;
