/** JSON by the million, as server and command line read it the same way. */
@NullMarked
package io.fusioncache.common.json;

import org.jspecify.annotations.NullMarked;
