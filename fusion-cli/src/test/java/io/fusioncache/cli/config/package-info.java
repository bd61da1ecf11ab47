/** Tests. */
@NullMarked
package io.fusioncache.cli.config;

import org.jspecify.annotations.NullMarked;
