/** Tests. */
@NullMarked
package io.fusioncache.cli.completion;

import org.jspecify.annotations.NullMarked;
