package io.fusioncache.cli.shell;

import java.util.List;

/** What Tab offers at the cursor. Knows no terminal. */
final class Completions {
    private final KnownNames names;

    Completions(KnownNames names) {
        this.names = names;
    }

    /** What fits there. What is known of the server is looked at; the server is not asked, or for a moment only. */
    Completion at(String text, int cursor) {
        String before = text.substring(0, cursor);
        List<Typed> all = Typed.all(before);
        Typed last = all.isEmpty() ? null : all.getLast();
        if (last == null || isOver(before, last)) {
            return WordCompletion.at(before, new Typed.Words(cursor, cursor, List.of(), true), names);
        }
        return switch (last) {
            case Typed.Json json ->
                json.isComplete() ? Completion.none(cursor) : JsonCompletion.at(before, json.start(), names);
            case Typed.Words words -> WordCompletion.at(before, words, names);
            case Typed.Comment comment -> Completion.none(cursor);
        };
    }

    private static boolean isOver(String before, Typed last) {
        return last.isComplete() && before.substring(last.end()).indexOf('\n') >= 0;
    }
}
