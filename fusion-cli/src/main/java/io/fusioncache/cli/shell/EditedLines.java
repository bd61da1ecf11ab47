package io.fusioncache.cli.shell;

import java.nio.file.Path;
import java.util.Map;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReader.Option;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;

/** Lines typed at a terminal, with all that helps to type them. */
final class EditedLines implements LineSource {
    private final ShellReader reader;
    private final HistoryFile history = new HistoryFile();

    /**
     * @param vi whether keys are those of vi
     * @param variables the environment: names the history's file and the editor
     */
    EditedLines(
            Terminal terminal, Completions completions, boolean coloured, boolean vi, Map<String, String> variables) {
        reader = new ShellReader(terminal, variables);
        TypedCompleter completer = new TypedCompleter();
        reader.setParser(new TypedParser(completions));
        reader.setCompleter(completer);
        reader.setCompletionMatcher(completer);
        reader.setHighlighter(new TypedHighlighter(coloured));
        reader.setHistory(history);
        reader.setVariable(LineReader.SECONDARY_PROMPT_PATTERN, PlainLines.CONTINUATION);
        reader.setVariable(LineReader.LIST_MAX, 200);
        reader.setVariable(LineReader.HISTORY_SIZE, 1000);
        reader.setVariable(LineReader.HISTORY_FILE_SIZE, 5000);
        reader.setVariable(LineReader.BELL_STYLE, "none");
        Path file = HistoryFile.file(variables);
        if (file != null) {
            reader.setVariable(LineReader.HISTORY_FILE, file);
        }
        // What is typed is data: an exclamation mark recalls nothing, and a backslash stays.
        reader.setOpt(Option.DISABLE_EVENT_EXPANSION);
        reader.unsetOpt(Option.HISTORY_TIMESTAMPED);
        reader.setOpt(Option.CASE_INSENSITIVE);
        reader.unsetOpt(Option.INSERT_TAB);
        reader.unsetOpt(Option.AUTO_FRESH_LINE);
        if (vi) {
            reader.getKeyMaps().put(LineReader.MAIN, reader.getKeyMaps().get(LineReader.VIINS));
        }
        history.attach(reader);
    }

    /** What was typed before. */
    HistoryList history() {
        return history;
    }

    @Override
    public Input read(String prompt) {
        try {
            return new Text(reader.readLine(prompt));
        } catch (UserInterruptException e) {
            return new Interrupted();
        } catch (EndOfFileException e) {
            return new End();
        }
    }

    @Override
    public void close() {
        // Each line was written to the file when it was entered.
    }
}
