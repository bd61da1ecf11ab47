package io.fusioncache.cli.shell;

import java.util.List;

/**
 * What Tab offers at a place.
 *
 * @param start where in the text begins what would be replaced; it ends at the cursor
 * @param suggestions those that fit what was typed
 */
record Completion(int start, List<Suggestion> suggestions) {
    /** Nothing to offer. */
    static Completion none(int cursor) {
        return new Completion(cursor, List.of());
    }
}
