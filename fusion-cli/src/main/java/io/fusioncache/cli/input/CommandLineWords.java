package io.fusioncache.cli.input;

/** Checks the quotes of a text command, by the rules that the server splits it by. */
final class CommandLineWords {
    private CommandLineWords() {}

    /**
     * Finds the first fault.
     *
     * @return the index of the character at fault, or -1 when every quote is closed and followed by a blank or the end
     */
    static int faultIn(String line) {
        int position = 0;
        while (position < line.length()) {
            char character = line.charAt(position);
            if (character == '"' || character == '\'') {
                int end = closingQuote(line, position);
                if (end < 0) {
                    return position;
                }
                if (end + 1 < line.length() && !Character.isWhitespace(line.charAt(end + 1))) {
                    return end + 1;
                }
                position = end;
            }
            position++;
        }
        return -1;
    }

    private static int closingQuote(String line, int opening) {
        char quote = line.charAt(opening);
        for (int i = opening + 1; i < line.length(); i++) {
            char character = line.charAt(i);
            boolean escape =
                    character == '\\' && (quote == '"' || (i + 1 < line.length() && line.charAt(i + 1) == '\''));
            if (escape) {
                i++;
            } else if (character == quote) {
                return i;
            }
        }
        return -1;
    }
}
