/** Bytes on their way in and out: what the network hands to the query layer and gets back from it. */
@NullMarked
package io.fusioncache.server.buffer;

import org.jspecify.annotations.NullMarked;
