package io.fusioncache.server.engine.keyspace;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** Keys within a sentence: always in one line, whatever the key has in it. */
public final class KeyText {
    private KeyText() {}

    /** A key as text; control characters become blanks. */
    public static String of(byte[] key) {
        String text = new String(key, StandardCharsets.UTF_8);
        return text.codePoints().anyMatch(Character::isISOControl) ? text.replaceAll("\\p{Cntrl}", " ") : text;
    }

    /** Keys with blanks between them. */
    public static String listed(List<byte[]> keys) {
        return keys.stream().map(KeyText::of).collect(Collectors.joining(" "));
    }
}
