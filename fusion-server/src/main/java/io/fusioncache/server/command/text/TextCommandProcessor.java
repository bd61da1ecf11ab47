package io.fusioncache.server.command.text;

import io.fusioncache.common.command.LineTokenizer;
import io.fusioncache.server.buffer.AnswerBuffer;
import io.fusioncache.server.buffer.Answers;
import io.fusioncache.server.buffer.MessageBytes;
import io.fusioncache.server.command.ClientSession;
import io.fusioncache.server.command.CommandDispatcher;
import io.fusioncache.server.command.json.FirstMember;
import io.fusioncache.server.command.json.MessageArrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs a message of text lines: one command per line, one answer per command, in order. Blank lines are skipped. Safe
 * for use by any number of threads, as long as each client's messages come one at a time.
 */
public final class TextCommandProcessor {
    private static final String UNBALANCED = "ERR Protocol error: unbalanced quotes in request";

    private final CommandDispatcher dispatcher;

    /** Runs lines with a dispatcher. */
    public TextCommandProcessor(CommandDispatcher dispatcher) {
        this.dispatcher = dispatcher;
    }

    /** True when the message is text commands rather than JSON: it does not begin with a brace or a bracket. */
    public static boolean isText(MessageBytes message) {
        int first = FirstMember.firstCharacter(message);
        return first != '{' && first != '[';
    }

    /** True when one of the commands may take long, so that the message must not run on a network thread. */
    public boolean isSlow(MessageBytes message) {
        if (message.length() > CommandDispatcher.LONGEST_ON_A_NETWORK_THREAD) {
            return true;
        }
        boolean[] slow = {false};
        lines(MessageArrays.join(message), words -> slow[0] |= words != null && dispatcher.isSlow(words));
        return slow[0];
    }

    /**
     * Runs the commands and sends their answers. Never throws for what a client sent.
     *
     * @return false when one of them was answered with an error
     */
    public boolean run(MessageBytes message, ClientSession client, Answers answers) {
        boolean[] done = {true};
        lines(MessageArrays.join(message), words -> {
            AnswerBuffer answer = answers.begin();
            TextReplyWriter reply = new TextReplyWriter(answer);
            if (words == null) {
                client.failed();
                reply.error(UNBALANCED);
                done[0] = false;
            } else if (!client.isClosing()) {
                done[0] &= dispatcher.execute(client, words, reply);
            }
            if (answer.length() > 0) {
                answers.send(answer);
            }
        });
        return done[0];
    }

    private static void lines(byte[] text, Consumer<byte @Nullable [][]> action) {
        int from = 0;
        while (from < text.length) {
            int end = from;
            while (end < text.length && text[end] != '\n') {
                end++;
            }
            byte[][] words = LineTokenizer.split(text, from, end - from);
            if (words == null || words.length > 0) {
                action.accept(words);
            }
            from = end + 1;
        }
    }
}
