package io.fusioncache.cli.command;

import io.fusioncache.cli.input.ScriptReader;
import io.fusioncache.cli.input.ScriptRequest;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gives one request after the other, perhaps slowly. */
@FunctionalInterface
interface RequestSource {
    /** The next request; null at the end. */
    @Nullable
    ScriptRequest next();

    static RequestSource of(ScriptReader reader) {
        return reader::next;
    }

    static RequestSource of(ScriptRequest request) {
        Iterator<ScriptRequest> one = List.of(request).iterator();
        return () -> one.hasNext() ? one.next() : null;
    }
}
