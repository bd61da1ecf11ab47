package io.fusioncache.server.redis;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * One reply as it was sent, nothing interpreted: two are equal exactly when their bytes are.
 *
 * @param mark its first byte
 * @param text the rest of its first line, and a bulk's bytes; bytes as Latin-1 characters
 * @param elements of an array, map, set or push; a map's names and values in turn
 */
public record WireReply(char mark, String text, List<WireReply> elements) {

    /** Reads one reply. */
    public static WireReply read(BufferedInputStream in) throws IOException {
        String line = line(in);
        char mark = line.charAt(0);
        String rest = line.substring(1);
        return switch (mark) {
            case '$', '=' -> rest.equals("-1") ? new WireReply(mark, rest, List.of()) : bulk(mark, rest, in);
            case '*', '~', '>' -> new WireReply(mark, rest, elements(in, Integer.parseInt(rest)));
            case '%' -> new WireReply(mark, rest, elements(in, 2 * Integer.parseInt(rest)));
            case '+', '-', ':', '_', ',', '#', '(' -> new WireReply(mark, rest, List.of());
            default -> throw new IOException("no reply begins like " + line);
        };
    }

    private static WireReply bulk(char mark, String length, InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(Integer.parseInt(length));
        String end = line(in);
        if (!end.isEmpty()) {
            throw new IOException("a bulk of " + length + " bytes goes on with " + end);
        }
        return new WireReply(mark, length + ":" + new String(bytes, StandardCharsets.ISO_8859_1), List.of());
    }

    private static List<WireReply> elements(BufferedInputStream in, int count) throws IOException {
        List<WireReply> elements = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            elements.add(read(in));
        }
        return elements;
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\r'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the server closed the connection after: " + line);
            }
            line.append((char) next);
        }
        if (in.read() != '\n') {
            throw new IOException("a carriage return without a line feed after " + line);
        }
        return line.toString();
    }

    /** The same with its elements in the order of their text, for lists that have no order. */
    public WireReply sorted() {
        return new WireReply(
                mark,
                text,
                elements.stream()
                        .map(WireReply::sorted)
                        .sorted(Comparator.comparing(WireReply::toString))
                        .toList());
    }

    /** A bulk's bytes, without its length. */
    public String bulkText() {
        return text.substring(text.indexOf(':') + 1);
    }

    @Override
    public String toString() {
        return elements.isEmpty() ? mark + text : mark + text + elements;
    }
}
