package io.fusioncache.common.command;

/**
 * Where the keys stand among a command's words; the command's name is word 0.
 *
 * @param first the first key, 0 when the command has none
 * @param last the last key; negative counts from the end, -1 being the last word
 * @param step words from one key to the next
 */
public record KeyPositions(int first, int last, int step) {
    /** No keys. */
    public static final KeyPositions NONE = new KeyPositions(0, 0, 0);
}
