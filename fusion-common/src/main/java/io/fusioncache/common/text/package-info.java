/** Words for people: what server and command line say the same way. */
@NullMarked
package io.fusioncache.common.text;

import org.jspecify.annotations.NullMarked;
