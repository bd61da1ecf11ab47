package io.fusioncache.server.net;

import io.fusioncache.server.buffer.AnswerBuffer;
import io.fusioncache.server.buffer.MessageBytes;
import io.fusioncache.server.query.QueryWeight;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** A server that has no text commands: every line is answered with the error for one that is unknown. */
public final class NoCommands implements CommandDispatcher {
    private static final int LONGEST_SHOWN = 64;

    @Override
    public QueryWeight weigh(MessageBytes line) {
        return QueryWeight.WRITE; // Answers to lines come in the order of the lines.
    }

    @Override
    public void run(MessageBytes line, AnswerBuffer answer) {
        answer.putText("ERR unknown command '" + firstWord(line) + "'");
    }

    private static String firstWord(MessageBytes line) {
        byte[] beginning;
        try (InputStream in = line.stream()) {
            beginning = in.readNBytes(4 * LONGEST_SHOWN);
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory does not fail", e);
        }
        String text = new String(beginning, StandardCharsets.UTF_8).strip();
        String word = text.split("\\s", 2)[0];
        return word.length() <= LONGEST_SHOWN ? word : word.substring(0, LONGEST_SHOWN) + "...";
    }
}
