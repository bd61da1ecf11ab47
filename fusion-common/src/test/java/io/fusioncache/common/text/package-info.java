/** Tests of words for people. */
@NullMarked
package io.fusioncache.common.text;

import org.jspecify.annotations.NullMarked;
