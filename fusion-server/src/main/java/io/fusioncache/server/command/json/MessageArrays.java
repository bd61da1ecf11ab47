package io.fusioncache.server.command.json;

import io.fusioncache.server.buffer.MessageBytes;

/** Messages as one array. */
public final class MessageArrays {
    private MessageArrays() {}

    /** The whole message; copied only when it came in parts. */
    public static byte[] join(MessageBytes message) {
        if (message.isSingle()) {
            return message.array();
        }
        byte[] whole = new byte[Math.toIntExact(message.length())];
        int position = 0;
        for (byte[] part : message.chunks()) {
            System.arraycopy(part, 0, whole, position, part.length);
            position += part.length;
        }
        return whole;
    }
}
