package io.fusioncache.cli.shell;

import io.fusioncache.common.command.CommandTable;
import java.util.List;
import org.jline.reader.Highlighter;
import org.jline.reader.LineReader;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/** Colours what is being typed. O(length), since it is done at every key. */
final class TypedHighlighter implements Highlighter {
    private static final AttributedStyle COMMAND = AttributedStyle.BOLD.foreground(AttributedStyle.CYAN);
    private static final AttributedStyle UNKNOWN = AttributedStyle.DEFAULT.foreground(AttributedStyle.RED);
    private static final AttributedStyle OWN = AttributedStyle.BOLD.foreground(AttributedStyle.MAGENTA);
    private static final AttributedStyle NAME = AttributedStyle.BOLD.foreground(AttributedStyle.BLUE);
    private static final AttributedStyle STRING = AttributedStyle.DEFAULT.foreground(AttributedStyle.GREEN);
    private static final AttributedStyle NUMBER = AttributedStyle.DEFAULT.foreground(AttributedStyle.CYAN);
    private static final AttributedStyle WORD = AttributedStyle.DEFAULT.foreground(AttributedStyle.MAGENTA);
    private static final AttributedStyle UNCLOSED = AttributedStyle.BOLD.foreground(AttributedStyle.YELLOW);
    private static final AttributedStyle WRONG =
            AttributedStyle.BOLD.foreground(AttributedStyle.RED).underline();
    private static final AttributedStyle COMMENT = AttributedStyle.DEFAULT.faint();

    private final boolean coloured;

    TypedHighlighter(boolean coloured) {
        this.coloured = coloured;
    }

    @Override
    public AttributedString highlight(LineReader reader, String buffer) {
        return coloured ? highlight(buffer) : new AttributedString(buffer);
    }

    /** The text with colours. */
    static AttributedString highlight(String text) {
        Painter painter = new Painter(text);
        for (Typed typed : Typed.all(text)) {
            switch (typed) {
                case Typed.Comment comment -> painter.paint(comment.start(), comment.end(), COMMENT);
                case Typed.Json json -> painter.json(json.start());
                case Typed.Words words -> painter.words(words);
            }
        }
        return painter.end();
    }

    /** Builds the coloured text from left to right. */
    private static final class Painter {
        private final String text;
        private final AttributedStringBuilder out = new AttributedStringBuilder();
        private int done;

        Painter(String text) {
            this.text = text;
        }

        void paint(int start, int end, AttributedStyle style) {
            out.append(text, done, start);
            out.styled(style, text.substring(start, end));
            done = end;
        }

        AttributedString end() {
            out.append(text, done, text.length());
            return out.toAttributedString();
        }

        void words(Typed.Words words) {
            List<Typed.Word> all = words.words();
            for (int i = 0; i < all.size(); i++) {
                Typed.Word word = all.get(i);
                if (word.isJson()) {
                    json(word.start());
                } else {
                    paint(word.start(), word.end(), i == 0 ? ofCommand(word.value()) : ofArgument(word));
                }
            }
        }

        private static AttributedStyle ofCommand(String name) {
            if (ShellWord.of(name) != null) {
                return OWN;
            }
            boolean begins = CommandTable.all().stream()
                    .anyMatch(spec -> spec.name().regionMatches(true, 0, name, 0, name.length()));
            return CommandTable.find(name) != null ? COMMAND : begins ? AttributedStyle.DEFAULT : UNKNOWN;
        }

        private AttributedStyle ofArgument(Typed.Word word) {
            char first = text.charAt(word.start());
            if (!word.closed()) {
                return UNCLOSED;
            }
            if (first == '"' || first == '\'') {
                return STRING;
            }
            return word.value().matches("-?[0-9]+(\\.[0-9]+)?") ? NUMBER : AttributedStyle.DEFAULT;
        }

        void json(int start) {
            JsonScan scan = JsonScan.of(text, start);
            for (JsonScan.Token token : scan.tokens()) {
                paint(token.start(), token.end(), style(token, scan.open().contains(token)));
            }
        }

        private static AttributedStyle style(JsonScan.Token token, boolean isOpen) {
            if (isOpen || !token.closed()) {
                return UNCLOSED;
            }
            return switch (token.kind()) {
                case NAME -> NAME;
                case STRING -> STRING;
                case NUMBER -> NUMBER;
                case WORD -> WORD;
                case STRUCTURE -> AttributedStyle.DEFAULT;
                case WRONG -> WRONG;
            };
        }
    }
}
