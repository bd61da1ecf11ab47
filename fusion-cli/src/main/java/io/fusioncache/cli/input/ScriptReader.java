package io.fusioncache.cli.input;

import io.fusioncache.cli.console.CliException;
import io.fusioncache.cli.console.ExitStatus;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;

/**
 * Cuts a script into requests as it comes in: a text command a line, a JSON query over as many lines as it takes to
 * close, {@code #} for comments. Gives a request as soon as its last line is there.
 */
public final class ScriptReader {
    private static final JsonFactory JSON = new JsonFactory();
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final String source;
    private final BufferedReader reader;
    private int lineNumber;
    private @Nullable String line;
    private int column;

    private ScriptReader(String source, BufferedReader reader) {
        this.source = source;
        this.reader = reader;
    }

    /**
     * Reads a text.
     *
     * @param source what positions call it
     */
    public static ScriptReader of(String source, String text) {
        return new ScriptReader(source, new BufferedReader(new StringReader(text)));
    }

    /**
     * Reads a stream of UTF-8 as it comes.
     *
     * @param source what positions call it
     */
    public static ScriptReader of(String source, InputStream in) {
        // The decoder refuses what is no UTF-8 instead of changing it silently.
        return new ScriptReader(
                source, new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder())));
    }

    /**
     * The next request, null at the end.
     *
     * @throws CliException with status USAGE and the place when the script is wrong there
     */
    public @Nullable ScriptRequest next() {
        while (true) {
            String current = line;
            if (current == null) {
                current = readLine();
                if (current == null) {
                    return null;
                }
                line = current;
                column = lineNumber == 1 && current.indexOf(BYTE_ORDER_MARK) == 0 ? 1 : 0;
            }
            while (column < current.length() && Character.isWhitespace(current.charAt(column))) {
                column++;
            }
            if (column == current.length() || current.charAt(column) == '#') {
                line = null;
            } else if (current.charAt(column) == '{' || current.charAt(column) == '[') {
                return readQuery(current);
            } else {
                return readCommand(current);
            }
        }
    }

    private ScriptRequest readCommand(String current) {
        line = null;
        if (column > 0 && isAfterQuery(current)) {
            throw ScriptException.at(here(), "unexpected text after the query", current);
        }
        String command = current.substring(column).stripTrailing();
        int fault = CommandLineWords.faultIn(command);
        if (fault >= 0) {
            char character = command.charAt(fault);
            String message =
                    character == '"' || character == '\'' ? "the quote is not closed" : "a blank is missing here";
            throw ScriptException.at(new Position(source, lineNumber, column + fault + 1), message, current);
        }
        return new ScriptRequest(command, false, here());
    }

    private boolean isAfterQuery(String current) {
        String before = current.substring(0, column).strip();
        return !before.isEmpty() && before.charAt(0) != BYTE_ORDER_MARK;
    }

    private ScriptRequest readQuery(String firstLine) {
        Position start = here();
        StringBuilder text = new StringBuilder();
        QueryEnd end = new QueryEnd();
        String current = firstLine;
        while (true) {
            int from = text.isEmpty() ? column : 0;
            int after = end.find(current, from);
            if (after >= 0) {
                text.append(current, from, after);
                line = current;
                column = after;
                ScriptRequest request = new ScriptRequest(text.toString(), true, start);
                check(request, firstLine);
                return request;
            }
            text.append(current, from, current.length()).append('\n');
            String next = readLine();
            if (next == null) {
                throw ScriptException.at(start, "the query is not closed", firstLine);
            }
            current = next;
        }
    }

    private static void check(ScriptRequest request, String firstLine) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), request.text())) {
            JsonToken token = parser.nextToken();
            while (token != null) {
                token = parser.nextToken();
            }
        } catch (StreamReadException e) {
            throw fault(request, firstLine, e);
        } catch (JacksonException expected) {
            // Too long or too deep for this parser: the limits are the server's to tell.
        }
    }

    private static CliException fault(ScriptRequest request, String firstLine, StreamReadException failure) {
        TokenStreamLocation location = failure.getLocation();
        int line = location == null ? 1 : Math.max(1, location.getLineNr());
        int column = location == null ? 1 : Math.max(1, location.getColumnNr());
        Position start = request.position();
        // After a character that can't stand there the parser points behind it.
        int fileColumn = line == 1 ? start.column() - 1 + column : column;
        Position position = new Position(start.source(), start.line() + line - 1, Math.max(1, fileColumn));
        String shown = line == 1 ? firstLine : request.text().split("\n", -1)[line - 1];
        return ScriptException.at(position, failure.getOriginalMessage(), shown);
    }

    private Position here() {
        return new Position(source, lineNumber, column + 1);
    }

    private @Nullable String readLine() {
        try {
            lineNumber++;
            return reader.readLine();
        } catch (CharacterCodingException e) {
            throw new CliException(ExitStatus.USAGE, source + ":" + lineNumber + ": this is no UTF-8 text");
        } catch (IOException e) {
            throw new CliException(ExitStatus.OUTPUT_FAILED, "can't read " + source + ": " + e.getMessage());
        }
    }

    /** Finds where a JSON value that began with a bracket closes, line by line. */
    private static final class QueryEnd {
        private int depth;
        private boolean inString;

        /** @return the index behind the last bracket, or -1 when the value goes on in the next line */
        int find(String line, int from) {
            for (int i = from; i < line.length(); i++) {
                char character = line.charAt(i);
                if (inString) {
                    if (character == '\\') {
                        i++;
                    } else if (character == '"') {
                        inString = false;
                    }
                } else if (character == '"') {
                    inString = true;
                } else if (character == '{' || character == '[') {
                    depth++;
                } else if ((character == '}' || character == ']') && --depth == 0) {
                    return i + 1;
                }
            }
            return -1;
        }
    }
}
