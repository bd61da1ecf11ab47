package io.fusioncache.cli.measure;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A request as a WebSocket frame, whose key and label, where it has them, are filled in for each use. Not safe for
 * several threads.
 */
final class RequestTemplate {
    private static final int FINAL_TEXT = 0x81;
    private static final int MASKED = 0x80;
    private static final int LONGEST_HEADER = 14;
    private static final int NOWHERE = -1;

    private final byte[] frame;
    private final int keyAt;
    private final int labelAt;

    /**
     * Makes the frame of a request.
     *
     * @param text with the key 0 and, when it is labelled, the label 0
     */
    private RequestTemplate(String text, boolean labelled) {
        frame = frame(text);
        byte[] zero = Bytes.of(Bytes.fixed(0));
        byte[] prefix = Bytes.of(BenchLanguage.key(0).replace(Bytes.fixed(0), ""));
        keyAt = Bytes.indexOf(prefix, frame, 0, frame.length) + prefix.length;
        labelAt = labelled ? Bytes.indexOf(zero, frame, 0, frame.length) : NOWHERE;
    }

    private RequestTemplate(String text) {
        frame = frame(text);
        keyAt = NOWHERE;
        labelAt = NOWHERE;
    }

    /** The request that reads. */
    static RequestTemplate read(BenchOptions options) {
        String query = options.query();
        return query == null
                ? new RequestTemplate(options.language().read(), options.isLabelled())
                : new RequestTemplate(query);
    }

    /** The request that writes. */
    static RequestTemplate write(BenchOptions options) {
        String query = options.query();
        return query == null
                ? new RequestTemplate(options.language().write(options.size()), options.isLabelled())
                : new RequestTemplate(query);
    }

    /** A text message as one frame. */
    static byte[] frame(String text) {
        byte[] payload = Bytes.of(text);
        ByteBuffer made = ByteBuffer.allocate(payload.length + LONGEST_HEADER).put((byte) FINAL_TEXT);
        if (payload.length < 126) {
            made.put((byte) (MASKED | payload.length));
        } else if (payload.length <= 0xFFFF) {
            made.put((byte) (MASKED | 126)).putShort((short) payload.length);
        } else {
            made.put((byte) (MASKED | 127)).putLong(payload.length);
        }
        // A mask of zeros changes nothing, so that a copy of the frame is all there is to do for each use.
        made.putInt(0).put(payload);
        return Arrays.copyOf(made.array(), made.position());
    }

    /** Bytes of the frame. */
    int length() {
        return frame.length;
    }

    /** Writes the request into a buffer that has room for it. */
    void write(int key, int label, ByteBuffer target) {
        if (keyAt >= 0) {
            Bytes.put(key, frame, keyAt);
        }
        if (labelAt >= 0) {
            Bytes.put(label, frame, labelAt);
        }
        target.put(frame);
    }
}
