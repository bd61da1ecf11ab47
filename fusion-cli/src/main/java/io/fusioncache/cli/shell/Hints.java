package io.fusioncache.cli.shell;

import io.fusioncache.cli.shell.JsonPlace.Expected;
import io.fusioncache.common.command.CommandSpec;
import io.fusioncache.common.command.CommandTable;
import java.util.List;

/** The dim text behind the cursor: what is still to come. Asks nobody, since it is made at every key. */
final class Hints {
    private Hints() {}

    /**
     * A hint.
     *
     * @param text what is shown; empty for nothing
     * @param isText whether it is what would be typed, so that it can be taken over
     */
    record Hint(String text, boolean isText) {
        static final Hint NONE = new Hint("", false);
    }

    /** The hint at the end of the text. */
    static Hint at(String text) {
        List<Typed> all = Typed.all(text);
        if (all.isEmpty()) {
            return Hint.NONE;
        }
        return switch (all.getLast()) {
            case Typed.Json json -> json.isComplete() ? Hint.NONE : inJson(text, json.start());
            case Typed.Words words -> inWords(text, words);
            case Typed.Comment comment -> Hint.NONE;
        };
    }

    private static Hint inJson(String text, int start) {
        JsonPlace place = JsonPlace.atEnd(text, start);
        boolean mayEnd = place.expects() == Expected.END && place.typed().isEmpty();
        return new Hint(mayEnd ? place.closers() : "", mayEnd);
    }

    private static Hint inWords(String text, Typed.Words words) {
        if (words.words().isEmpty()) {
            return Hint.NONE;
        }
        Typed.Word last = words.words().getLast();
        boolean ended = text.length() > words.words().getLast().end();
        if (!ended && last.isJson()) {
            return last.closed() ? Hint.NONE : inJson(text, last.start());
        }
        String remaining = remaining(words.values());
        return new Hint(remaining.isEmpty() || ended ? remaining : " " + remaining, false);
    }

    private static String remaining(List<String> words) {
        ShellWord own = ShellWord.of(words.getFirst());
        if (own != null) {
            return words.size() == 1 ? own.syntax() : "";
        }
        CommandSpec spec = CommandTable.find(words.getFirst());
        int name = 1;
        if (spec != null && !spec.subcommands().isEmpty() && words.size() > 1) {
            spec = CommandTable.find(spec.name() + " " + words.get(1));
            name = 2;
        }
        return spec == null
                ? ""
                : ArgumentGuide.text(ArgumentGuide.after(spec.arguments(), words.subList(name, words.size())));
    }
}
