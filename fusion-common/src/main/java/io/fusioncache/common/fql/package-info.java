/** The words of FQL that server and clients agree on: query names, attributes, error codes. */
@NullMarked
package io.fusioncache.common.fql;

import org.jspecify.annotations.NullMarked;
