package io.fusioncache.server.command.json;

import io.fusioncache.server.buffer.AnswerBuffer;
import io.fusioncache.server.engine.keyspace.Base64Pieces;
import io.fusioncache.server.engine.keyspace.Utf8;
import io.fusioncache.server.engine.keyspace.ValueKind;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes JSON. */
public final class JsonOutput {
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private JsonOutput() {}

    /** Writes a key's value: a string in quotes, or as {@code {"_b64":"..."}} when it is no UTF-8; others as held. */
    public static void value(AnswerBuffer out, ValueKind kind, byte[] bytes) {
        if (kind != ValueKind.STRING) {
            out.put(bytes);
        } else if (Utf8.isValid(bytes)) {
            string(out, bytes);
        } else {
            out.putText("{\"_b64\":\"");
            Base64Pieces.encode(bytes, out::put);
            out.putText("\"}");
        }
    }

    /** Writes UTF-8 characters as a JSON string. */
    public static void string(AnswerBuffer out, byte[] characters) {
        out.put('"');
        int from = 0;
        for (int i = 0; i < characters.length; i++) {
            byte next = characters[i];
            if ((next >= 0 && next < ' ') || next == '"' || next == '\\') {
                out.put(characters, from, i - from);
                escape(out, next);
                from = i + 1;
            }
        }
        out.put(characters, from, characters.length - from);
        out.put('"');
    }

    /** Writes an array of strings. */
    public static void strings(AnswerBuffer out, List<byte[]> texts) {
        out.put('[');
        for (int i = 0; i < texts.size(); i++) {
            if (i > 0) {
                out.put(',');
            }
            string(out, texts.get(i));
        }
        out.put(']');
    }

    /** Writes text as a JSON string. */
    public static void string(AnswerBuffer out, String text) {
        string(out, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void escape(AnswerBuffer out, byte character) {
        out.put('\\');
        switch (character) {
            case '"', '\\' -> out.put(character);
            case '\n' -> out.put('n');
            case '\r' -> out.put('r');
            case '\t' -> out.put('t');
            case '\b' -> out.put('b');
            case '\f' -> out.put('f');
            default -> {
                out.putText("u00");
                out.put(HEX[character >> 4]);
                out.put(HEX[character & 15]);
            }
        }
    }
}
