/** Tests. */
@NullMarked
package io.fusioncache.cli.render;

import org.jspecify.annotations.NullMarked;
