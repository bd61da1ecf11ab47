package io.fusioncache.server.command.text;

import io.fusioncache.server.buffer.AnswerBuffer;
import io.fusioncache.server.command.ReplyWriter;
import io.fusioncache.server.command.json.JsonOutput;
import io.fusioncache.server.engine.keyspace.ValueKind;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Writes a reply for people and programs without RESP: JSON for values, a status as it is, an error beginning with its
 * code. Within a list or a map a status is a JSON string.
 */
final class TextReplyWriter implements ReplyWriter {
    private final AnswerBuffer out;
    private final Deque<Level> levels = new ArrayDeque<>();

    /** A list or a map that is being written. */
    private static final class Level {
        private final boolean map;
        private long left;
        private boolean atName;

        Level(boolean map, long elements) {
            this.map = map;
            this.left = elements;
            this.atName = map;
        }
    }

    TextReplyWriter(AnswerBuffer out) {
        this.out = out;
    }

    @Override
    public void status(String text) {
        if (levels.isEmpty()) {
            out.putText(text);
        } else {
            string(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    @Override
    public void error(String text) {
        status(text);
    }

    @Override
    public void integer(long value) {
        plain(Long.toString(value));
    }

    @Override
    public void bulk(byte[] bytes) {
        value(ValueKind.STRING, bytes);
    }

    @Override
    public void value(ValueKind kind, byte[] bytes) {
        if (isAtName()) {
            string(bytes);
            return;
        }
        JsonOutput.value(out, kind, bytes);
        after();
    }

    @Override
    public void nil() {
        plain("null");
    }

    @Override
    public void nilArray() {
        nil();
    }

    @Override
    public void array(int elements) {
        begin('[', new Level(false, elements));
    }

    @Override
    public void map(int pairs) {
        begin('{', new Level(true, 2L * pairs));
    }

    @Override
    public void set(int elements) {
        array(elements);
    }

    @Override
    public void push(int elements) {
        array(elements);
    }

    @Override
    public void number(double value) {
        plain(Double.isFinite(value) ? BigDecimal.valueOf(value).toString() : "null");
    }

    @Override
    public void bool(boolean value) {
        plain(Boolean.toString(value));
    }

    @Override
    public void bigNumber(String digits) {
        plain(digits);
    }

    @Override
    public void verbatim(String format, String text) {
        bulk(text);
    }

    @Override
    public void discard() {
        levels.clear();
        out.clear();
    }

    private void begin(char bracket, Level level) {
        out.put(bracket);
        levels.push(level);
        close();
    }

    private boolean isAtName() {
        Level level = levels.peek();
        return level != null && level.atName;
    }

    private void string(byte[] characters) {
        JsonOutput.string(out, characters);
        after();
    }

    /** Numbers and words of JSON, which in the place of a member's name become strings. */
    private void plain(String text) {
        if (isAtName()) {
            string(text.getBytes(StandardCharsets.UTF_8));
        } else {
            out.putText(text);
            after();
        }
    }

    /** An element is complete: what comes between it and the next, or the end of what it stands in. */
    private void after() {
        Level level = levels.peek();
        if (level == null) {
            return;
        }
        level.left--;
        if (level.map) {
            level.atName = !level.atName;
        }
        if (level.left > 0) {
            out.put(level.map && !level.atName ? ':' : ',');
        } else {
            close();
        }
    }

    /** Ends the innermost list or map when it has all it announced, and with it those that end there too. */
    private void close() {
        Level level = levels.peek();
        if (level != null && level.left == 0) {
            levels.pop();
            out.put(level.map ? '}' : ']');
            after();
        }
    }
}
