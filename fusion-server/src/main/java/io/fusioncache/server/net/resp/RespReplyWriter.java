package io.fusioncache.server.net.resp;

import io.fusioncache.server.command.ClientSession;
import io.fusioncache.server.command.ReplyWriter;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Writes replies as RESP2 or RESP3, whichever the client speaks at the moment, straight into its queue. */
final class RespReplyWriter implements ReplyWriter {
    private static final byte[] OK = ascii("+OK\r\n");
    private static final byte[] NIL_BULK = ascii("$-1\r\n");
    private static final byte[] NIL_ARRAY = ascii("*-1\r\n");
    private static final byte[] NULL = ascii("_\r\n");
    /** A mark, 20 digits with their sign, and a line end. */
    private static final int LONGEST_HEADER = 23;

    private static final int RESP3 = 3;

    private final ClientSession session;
    private final ReplyQueue queue;

    RespReplyWriter(ClientSession session, ReplyQueue queue) {
        this.session = session;
        this.queue = queue;
    }

    @Override
    public void status(String text) {
        if (text.equals("OK")) {
            fixed(OK);
        } else {
            line('+', text);
        }
    }

    @Override
    public void error(String text) {
        line('-', text);
    }

    @Override
    public void integer(long value) {
        header(':', value);
    }

    @Override
    public void bulk(byte[] bytes) {
        header('$', bytes.length);
        queue.put(bytes);
        lineEnd();
    }

    @Override
    public void nil() {
        fixed(isResp3() ? NULL : NIL_BULK);
    }

    @Override
    public void nilArray() {
        fixed(isResp3() ? NULL : NIL_ARRAY);
    }

    @Override
    public void array(int elements) {
        header('*', elements);
    }

    @Override
    public void map(int pairs) {
        if (isResp3()) {
            header('%', pairs);
        } else {
            header('*', 2L * pairs);
        }
    }

    @Override
    public void set(int elements) {
        header(isResp3() ? '~' : '*', elements);
    }

    @Override
    public void push(int elements) {
        header(isResp3() ? '>' : '*', elements);
    }

    @Override
    public void number(double value) {
        String text = text(value);
        if (isResp3()) {
            line(',', text);
        } else {
            bulk(text);
        }
    }

    private static String text(double value) {
        if (Double.isNaN(value)) {
            return "nan";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "inf" : "-inf";
        }
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    @Override
    public void bool(boolean value) {
        if (isResp3()) {
            line('#', value ? "t" : "f");
        } else {
            integer(value ? 1 : 0);
        }
    }

    @Override
    public void bigNumber(String digits) {
        if (isResp3()) {
            line('(', digits);
        } else {
            bulk(digits);
        }
    }

    @Override
    public void verbatim(String format, String text) {
        byte[] bytes = (isResp3() ? format + ":" + text : text).getBytes(StandardCharsets.UTF_8);
        header(isResp3() ? '=' : '$', bytes.length);
        queue.put(bytes);
        lineEnd();
    }

    @Override
    public void discard() {
        queue.discard();
    }

    private boolean isResp3() {
        return session.protocol() == RESP3;
    }

    /** A line's text has no line breaks by contract; one that had would be two replies, so it loses them. */
    private void line(char mark, String text) {
        queue.room(1).put((byte) mark);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\r' || bytes[i] == '\n') {
                bytes[i] = ' ';
            }
        }
        queue.put(bytes);
        lineEnd();
    }

    private void fixed(byte[] reply) {
        queue.room(reply.length).put(reply);
    }

    private void lineEnd() {
        queue.room(2).put((byte) '\r').put((byte) '\n');
    }

    private void header(char mark, long number) {
        ByteBuffer room = queue.room(LONGEST_HEADER).put((byte) mark);
        Decimal.write(number, room);
        room.put((byte) '\r').put((byte) '\n');
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
