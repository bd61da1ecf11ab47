package io.fusioncache.server.command.json;

import io.fusioncache.server.buffer.MessageBytes;

/** Tells from the first few bytes of a message what it is. */
public final class FirstMember {
    private static final int LONGEST = 32;

    private FirstMember() {}

    /** The first character that is not a blank, or -1. */
    public static int firstCharacter(MessageBytes message) {
        for (byte[] part : message.chunks()) {
            for (byte character : part) {
                if (!isBlank(character)) {
                    return character;
                }
            }
        }
        return -1;
    }

    /**
     * The name of the first member of an object, up to {@value #LONGEST} bytes of it, as it stands in the text; empty
     * when the message does not begin with an object's first name.
     */
    public static String name(MessageBytes message) {
        StringBuilder name = new StringBuilder();
        int state = 0;
        for (byte[] part : message.chunks()) {
            for (byte character : part) {
                if (state < 2 && isBlank(character)) {
                    continue;
                }
                if (state < 2) {
                    if (character != (state == 0 ? '{' : '"')) {
                        return "";
                    }
                    state++;
                } else if (character == '"' || name.length() == LONGEST) {
                    return name.toString();
                } else {
                    name.append((char) (character & 0xff));
                }
            }
        }
        return "";
    }

    private static boolean isBlank(byte character) {
        return character == ' ' || character == '\t' || character == '\n' || character == '\r';
    }
}
