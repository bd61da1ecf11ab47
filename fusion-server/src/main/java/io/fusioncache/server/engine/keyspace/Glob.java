package io.fusioncache.server.engine.keyspace;

import java.util.Arrays;

/**
 * A pattern as Redis has it: {@code *} any bytes, {@code ?} one byte, {@code [a-z]}, {@code [^a-z]}, and {@code \}
 * before a character that means itself. Matches whole keys, byte by byte. Linear in the key for each star; the bytes
 * before the first special one are compared first, so keys with another beginning cost next to nothing.
 */
public final class Glob {
    /** The pattern that everything matches. */
    public static final Glob ALL = new Glob(new byte[] {'*'});

    private final byte[] pattern;
    private final int literal;

    /** A pattern; every sequence of bytes is one. */
    public Glob(byte[] pattern) {
        this.pattern = pattern;
        int length = 0;
        while (length < pattern.length && "*?[\\".indexOf(pattern[length]) < 0) {
            length++;
        }
        this.literal = length;
    }

    /** True when the whole text matches. */
    public boolean matches(byte[] text) {
        if (text.length < literal || !Arrays.equals(pattern, 0, literal, text, 0, literal)) {
            return false;
        }
        int at = literal;
        int next = literal;
        int star = -1;
        int retry = 0;
        while (at < text.length) {
            if (next < pattern.length && pattern[next] == '*') {
                star = next++;
                retry = at;
            } else if (next < pattern.length && matchesOne(next, text[at])) {
                next = after(next);
                at++;
            } else if (star >= 0) {
                next = star + 1;
                at = ++retry;
            } else {
                return false;
            }
        }
        while (next < pattern.length && pattern[next] == '*') {
            next++;
        }
        return next == pattern.length;
    }

    private boolean matchesOne(int at, byte character) {
        return switch (pattern[at]) {
            case '?' -> true;
            case '[' -> matchesClass(at, character);
            case '\\' -> pattern[Math.min(at + 1, pattern.length - 1)] == character;
            default -> pattern[at] == character;
        };
    }

    private boolean matchesClass(int at, byte character) {
        int position = at + 1;
        boolean negated = position < pattern.length && pattern[position] == '^';
        if (negated) {
            position++;
        }
        boolean found = false;
        while (position < pattern.length && pattern[position] != ']') {
            if (pattern[position] == '\\' && position + 1 < pattern.length) {
                position++;
                found |= pattern[position] == character;
            } else if (position + 2 < pattern.length && pattern[position + 1] == '-') {
                found |= isBetween(character, pattern[position], pattern[position + 2]);
                position += 2;
            } else {
                found |= pattern[position] == character;
            }
            position++;
        }
        return found != negated;
    }

    private static boolean isBetween(byte character, byte one, byte other) {
        int value = character & 0xff;
        int low = Math.min(one & 0xff, other & 0xff);
        int high = Math.max(one & 0xff, other & 0xff);
        return value >= low && value <= high;
    }

    /** Where the pattern goes on after the element that begins there. */
    private int after(int at) {
        if (pattern[at] == '\\') {
            return Math.min(at + 2, pattern.length);
        }
        if (pattern[at] != '[') {
            return at + 1;
        }
        int position = at + 1;
        if (position < pattern.length && pattern[position] == '^') {
            position++;
        }
        while (position < pattern.length && pattern[position] != ']') {
            if (pattern[position] == '\\' && position + 1 < pattern.length) {
                position++;
            } else if (position + 2 < pattern.length && pattern[position + 1] == '-') {
                position += 2;
            }
            position++;
        }
        return Math.min(position + 1, pattern.length);
    }
}
