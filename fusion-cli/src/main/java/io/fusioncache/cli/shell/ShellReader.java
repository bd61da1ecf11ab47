package io.fusioncache.cli.shell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jline.keymap.KeyMap;
import org.jline.reader.Binding;
import org.jline.reader.History;
import org.jline.reader.LineReader;
import org.jline.reader.Reference;
import org.jline.reader.impl.LineReaderImpl;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/** The line editor with what it lacks: hints behind the cursor, the right arrow that takes them, an editor outside. */
final class ShellReader extends LineReaderImpl {
    private static final int MOST_SEARCHED = 500;

    private final Map<String, String> environment;
    private final Attributes cooked;

    /** @param environment names the editor outside */
    ShellReader(Terminal terminal, Map<String, String> environment) {
        super(terminal, "fusion", new HashMap<>());
        this.environment = environment;
        this.cooked = terminal.getAttributes();
        for (String name : List.of(LineReader.EMACS, LineReader.VIINS)) {
            KeyMap<Binding> keys = Objects.requireNonNull(getKeyMaps().get(name), "the editor has this map of keys");
            keys.bind(new Reference("new-line"), "\u001b\r", "\u001b\n");
            keys.bind(new Reference("edit-outside"), "\u0018\u0005");
        }
        getWidgets().put("new-line", this::newLine);
        getWidgets().put("edit-outside", this::editOutside);
    }

    private boolean newLine() {
        buf.write('\n');
        return true;
    }

    @Override
    protected boolean forwardChar() {
        return (atEnd() && take()) || super.forwardChar();
    }

    private boolean atEnd() {
        return buf.cursor() == buf.length();
    }

    private boolean take() {
        Hints.Hint hint = hint();
        if (hint.isText()) {
            buf.write(hint.text());
        }
        return hint.isText();
    }

    /** What was typed before and begins so; else what is still to come. */
    private Hints.Hint hint() {
        String typed = buf.toString();
        if (typed.isEmpty()) {
            return Hints.Hint.NONE;
        }
        int left = MOST_SEARCHED;
        for (var entries = history.reverseIterator(history.last()); entries.hasNext() && left > 0; left--) {
            History.Entry entry = entries.next();
            if (entry.line().length() > typed.length() && entry.line().startsWith(typed)) {
                return new Hints.Hint(entry.line().substring(typed.length()), true);
            }
        }
        return Hints.at(typed);
    }

    @Override
    public AttributedString getDisplayedBufferWithPrompts(List<AttributedString> secondaryPrompts) {
        boolean wanted = doAutosuggestion && post == null && atEnd() && !Terminal.TYPE_DUMB.equals(terminal.getType());
        AttributedString shown = super.getDisplayedBufferWithPrompts(secondaryPrompts);
        String hint = wanted ? hint().text() : "";
        if (hint.isEmpty()) {
            return shown;
        }
        // Of several lines the first is enough to recognise it by.
        int end = hint.indexOf('\n');
        return new AttributedStringBuilder()
                .append(shown)
                .styled(AttributedStyle.DEFAULT.faint(), end < 0 ? hint : hint.substring(0, end) + " ...")
                .toAttributedString();
    }

    /** Lets the person edit the text with a program of their own, and takes over what that wrote. */
    private boolean editOutside() {
        Attributes editing = terminal.getAttributes();
        try {
            Path file = Files.createTempFile("fusion-", ".fql");
            try {
                Files.writeString(file, buf.toString());
                terminal.setAttributes(cooked);
                int status = new ProcessBuilder("sh", "-c", editor() + " \"$1\"", "sh", file.toString())
                        .inheritIO()
                        .start()
                        .waitFor();
                if (status == 0) {
                    buf.clear();
                    buf.write(Files.readString(file).stripTrailing());
                }
                return status == 0;
            } finally {
                Files.delete(file);
                terminal.setAttributes(editing);
                redrawLine();
            }
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private String editor() {
        String visual = environment.getOrDefault("VISUAL", "");
        String editor = environment.getOrDefault("EDITOR", "");
        return !visual.isEmpty() ? visual : !editor.isEmpty() ? editor : "vi";
    }
}
