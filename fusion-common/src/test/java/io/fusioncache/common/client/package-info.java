/** Tests of the client. */
@NullMarked
package io.fusioncache.common.client;

import org.jspecify.annotations.NullMarked;
