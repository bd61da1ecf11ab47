package io.fusioncache.server.command.json;

import io.fusioncache.server.buffer.MessageBytes;
import io.fusioncache.server.engine.memory.HeapArrays;
import io.fusioncache.server.engine.memory.WorkingMemory;

/** Messages as one array. */
public final class MessageArrays {
    private MessageArrays() {}

    /**
     * The whole message; copied only when it came in parts.
     *
     * @param memory asked for the copy
     */
    public static byte[] join(MessageBytes message, WorkingMemory memory) {
        if (message.isSingle()) {
            return message.array();
        }
        memory.take(HeapArrays.bytes(message.length()));
        byte[] whole = new byte[Math.toIntExact(message.length())];
        int position = 0;
        for (byte[] part : message.chunks()) {
            System.arraycopy(part, 0, whole, position, part.length);
            position += part.length;
        }
        return whole;
    }
}
