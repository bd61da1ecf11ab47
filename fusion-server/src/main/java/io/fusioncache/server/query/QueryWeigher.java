package io.fusioncache.server.query;

import io.fusioncache.common.fql.QueryName;
import io.fusioncache.server.buffer.MessageBytes;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells from the first bytes of a message how it has to be run. A write must never be taken for a read, so a name that
 * is written in an unusual way (with escapes, or behind very many blanks) counts as a write: that only costs time.
 */
final class QueryWeigher {
    /** The longest message that counts as a short read, in bytes: a handful of OIDs. */
    static final int SHORT_MESSAGE = 512;

    /** How many bytes are looked at. */
    static final int HEAD = 256;

    private static final List<QueryName> NAMES = List.of(QueryName.values());

    private QueryWeigher() {}

    static QueryWeight weigh(MessageBytes message) {
        byte[] head = head(message);
        int limit = Math.min(head.length, HEAD);
        int brace = skipBlanks(head, 0, limit);
        int quote = brace < limit && head[brace] == '{' ? skipBlanks(head, brace + 1, limit) : brace;
        if (quote == limit) {
            return message.length() > limit ? QueryWeight.WRITE : QueryWeight.READ;
        }
        return head[quote] == '"' ? ofName(head, quote + 1, limit, message.length()) : QueryWeight.READ;
    }

    /** An array that begins as the message does and holds enough of it. */
    private static byte[] head(MessageBytes message) {
        byte[] first = message.chunks().getFirst();
        if (message.isSingle() || first.length >= HEAD) {
            return first;
        }
        ByteBuffer head = ByteBuffer.allocate((int) Math.min(HEAD, message.length()));
        for (byte[] chunk : message.chunks()) {
            head.put(chunk, 0, Math.min(chunk.length, head.remaining()));
        }
        return head.array();
    }

    private static int skipBlanks(byte[] head, int from, int limit) {
        int position = from;
        while (position < limit
                && (head[position] == ' '
                        || head[position] == '\n'
                        || head[position] == '\r'
                        || head[position] == '\t')) {
            position++;
        }
        return position;
    }

    private static QueryWeight ofName(byte[] head, int from, int limit, long messageLength) {
        int end = from;
        while (end < limit && head[end] != '"' && head[end] != '\\') {
            end++;
        }
        if (end == limit) {
            return messageLength > limit ? QueryWeight.WRITE : QueryWeight.READ;
        }
        if (head[end] == '\\') {
            return QueryWeight.WRITE;
        }
        QueryName query = named(head, from, end);
        if (query == null) {
            return QueryWeight.READ;
        }
        if (query.isWrite()) {
            return QueryWeight.WRITE;
        }
        return query == QueryName.GET && messageLength <= SHORT_MESSAGE ? QueryWeight.SHORT_READ : QueryWeight.READ;
    }

    private static @Nullable QueryName named(byte[] head, int from, int end) {
        for (QueryName query : NAMES) {
            if (isNamed(query.name(), head, from, end)) {
                return query;
            }
        }
        return null;
    }

    private static boolean isNamed(String name, byte[] head, int from, int end) {
        if (name.length() != end - from) {
            return false;
        }
        for (int i = from; i < end; i++) {
            if (head[i] != name.charAt(i - from)) {
                return false;
            }
        }
        return true;
    }
}
