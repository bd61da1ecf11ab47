package io.fusioncache.cli.shell;

import java.util.List;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;

/** Tells the line editor whether Enter sends, and which part of the line Tab replaces. */
final class TypedParser implements Parser {
    private final Completions completions;

    TypedParser(Completions completions) {
        this.completions = completions;
    }

    @Override
    public ParsedLine parse(String line, int cursor, ParseContext context) {
        if (context == ParseContext.COMPLETE) {
            Completion completion = completions.at(line, cursor);
            return new Part(line, cursor, completion);
        }
        boolean isComplete = Typed.all(line).stream().allMatch(Typed::isComplete);
        if (!isComplete && (context == ParseContext.ACCEPT_LINE || context == ParseContext.UNSPECIFIED)) {
            throw new EOFError(-1, cursor, "a quote or bracket is not closed");
        }
        return new Part(line, cursor, new Completion(0, List.of()));
    }

    /** No character is an escape of the editor's. */
    @Override
    public boolean isEscapeChar(char character) {
        return false;
    }

    /** What Tab replaces: from the completion's start to the cursor. */
    record Part(String line, int cursor, Completion completion) implements CompletingParsedLine {
        @Override
        public String word() {
            return line.substring(completion.start(), cursor);
        }

        @Override
        public int wordCursor() {
            return cursor - completion.start();
        }

        @Override
        public int wordIndex() {
            return 0;
        }

        @Override
        public List<String> words() {
            return List.of(word());
        }

        @Override
        public CharSequence escape(CharSequence candidate, boolean complete) {
            return candidate;
        }

        @Override
        public int rawWordCursor() {
            return wordCursor();
        }

        @Override
        public int rawWordLength() {
            return wordCursor();
        }
    }
}
