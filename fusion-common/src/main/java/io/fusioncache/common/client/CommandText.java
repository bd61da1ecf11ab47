package io.fusioncache.common.client;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Text commands as the server reads them: words to one line, and which answers are errors. */
public final class CommandText {
    private static final Set<String> ERROR_WORDS = Set.of(
            "ERR",
            "WRONGTYPE",
            "OOM",
            "NOAUTH",
            "WRONGPASS",
            "NOPERM",
            "NOPROTO",
            "BUSYKEY",
            "LOADING",
            "MISCONF",
            "READONLY",
            "FUSION",
            "INCOMPLETE",
            "SKIPPED");
    private static final Set<String> NOT_AUTHENTICATED = Set.of("NOAUTH", "WRONGPASS");

    private CommandText() {}

    /** One line of which the server reads exactly these words again. */
    public static String line(List<String> words) {
        return words.stream().map(CommandText::quote).collect(Collectors.joining(" "));
    }

    /** The word as it is when nothing in it has a meaning, else in double quotes with escapes. */
    public static String quote(String word) {
        return word.isEmpty() || !word.chars().allMatch(CommandText::isPlain) ? quoted(word) : word;
    }

    /** As {@link #quote(String)} for bytes of any kind; what is no UTF-8 becomes escapes. */
    public static String quote(byte[] word) {
        try {
            return quote(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(word))
                    .toString());
        } catch (CharacterCodingException expected) {
            return quotedBytes(word); // That it is no text is what had to be found out.
        }
    }

    /** True when the answer to a text command is an error such as {@code ERR unknown command}. */
    public static boolean isError(String answer) {
        return ERROR_WORDS.contains(firstWord(answer));
    }

    /** True when the answer is an error that asks to log in first, or says that the password is wrong. */
    public static boolean isNotAuthenticated(String answer) {
        return NOT_AUTHENTICATED.contains(firstWord(answer));
    }

    private static String firstWord(String answer) {
        int space = answer.indexOf(' ');
        return space < 0 ? answer : answer.substring(0, space);
    }

    private static boolean isPlain(int character) {
        return character > ' ' && character != '"' && character != '\'' && character != '\\' && character != 0x7F;
    }

    private static String quoted(String word) {
        StringBuilder line = new StringBuilder(word.length() + 8).append('"');
        word.chars().forEach(character -> appendEscaped(line, (char) character));
        return line.append('"').toString();
    }

    private static void appendEscaped(StringBuilder line, char character) {
        switch (character) {
            case '"', '\\' -> line.append('\\').append(character);
            case '\n' -> line.append("\\n");
            case '\r' -> line.append("\\r");
            case '\t' -> line.append("\\t");
            default -> {
                if (character < ' ' || character == 0x7F) {
                    appendHex(line, character);
                } else {
                    line.append(character);
                }
            }
        }
    }

    private static String quotedBytes(byte[] word) {
        StringBuilder line = new StringBuilder(word.length + 8).append('"');
        for (byte octet : word) {
            if (octet < 0) {
                appendHex(line, octet);
            } else {
                appendEscaped(line, (char) octet);
            }
        }
        return line.append('"').toString();
    }

    private static void appendHex(StringBuilder line, int octet) {
        line.append("\\x").append(HexFormat.of().toHexDigits((byte) octet));
    }
}
