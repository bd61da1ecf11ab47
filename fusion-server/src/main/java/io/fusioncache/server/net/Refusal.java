package io.fusioncache.server.net;

import io.fusioncache.common.config.ByteSize;

/**
 * Why a message is answered without being run.
 *
 * @param reason what is wrong
 * @param sentence the same for a person, who can act on it
 */
public record Refusal(Reason reason, String sentence) {

    /** What can be wrong with a message before anybody looks into it. */
    public enum Reason {
        TOO_LONG,
        BINARY,
        NO_MEMORY,
        STOPPING,
        /** Our own mistake, already in the log. */
        DEFECT
    }

    /**
     * A message over the interface's limit.
     *
     * @param limit the longest message, in bytes
     */
    public static Refusal tooLong(long limit) {
        return new Refusal(
                Reason.TOO_LONG,
                "The message is longer than " + limit + " bytes (" + ByteSize.print(limit)
                        + "), the limit of this interface");
    }

    /** A WebSocket message that is not text. */
    public static Refusal binary() {
        return new Refusal(Reason.BINARY, "Binary messages are not taken; send text");
    }

    /** A message that the memory account had no room for. */
    public static Refusal noMemory() {
        return new Refusal(Reason.NO_MEMORY, "There is no memory left for the message; try again later");
    }

    /** A message that came while the server was stopping. */
    public static Refusal stopping() {
        return new Refusal(Reason.STOPPING, "The server is stopping");
    }

    /**
     * A message that we failed to run.
     *
     * @param id what the log calls it
     */
    public static Refusal defect(String id) {
        return new Refusal(Reason.DEFECT, "An error of the server's own; the log has it as " + id);
    }
}
