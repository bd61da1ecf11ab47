package io.fusioncache.server.engine.object;

import org.jspecify.annotations.Nullable;

/** What a cell holds, whatever its kind; see {@link Cells}. */
record Content(long bits, @Nullable Object object) {
    static final Content ABSENT = new Content(0, null);
}
