package io.fusioncache.server.command.text;

import io.fusioncache.common.command.LineTokenizer;
import io.fusioncache.server.buffer.AnswerBuffer;
import io.fusioncache.server.buffer.Answers;
import io.fusioncache.server.buffer.MessageBytes;
import io.fusioncache.server.command.ClientSession;
import io.fusioncache.server.command.CommandDispatcher;
import io.fusioncache.server.command.Errors;
import io.fusioncache.server.command.json.FirstMember;
import io.fusioncache.server.command.json.MessageArrays;
import io.fusioncache.server.engine.memory.MemoryLimitException;
import io.fusioncache.server.engine.memory.WorkingMemory;
import org.jspecify.annotations.Nullable;

/**
 * Runs a message of text lines: one command per line, one answer per command, in order. Blank lines are skipped. Safe
 * for use by any number of threads, as long as each client's messages come one at a time.
 */
public final class TextCommandProcessor {
    /** A short answer on its way; one message may ask for a hundred thousand. */
    private static final int ANSWER_BYTES = 128;

    /** An array beside its bytes, and its place among the others. */
    private static final int WORD_BYTES = 40;

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
        try (WorkingMemory memory = dispatcher.newMemory()) {
            lines(MessageArrays.join(message, memory), memory, words -> {
                slow[0] |= words != null && dispatcher.isSlow(words, true);
                return true;
            });
        }
        return slow[0];
    }

    /**
     * Runs the commands and sends their answers. Never throws for what a client sent. When there is no memory left for
     * answers, one last one says so, and the commands behind it are not run.
     *
     * @return false when one of them was answered with an error
     */
    public boolean run(MessageBytes message, ClientSession client, Answers answers) {
        boolean[] done = {true};
        try (WorkingMemory memory = dispatcher.newMemory()) {
            lines(MessageArrays.join(message, memory), memory, words -> {
                memory.take(ANSWER_BYTES);
                done[0] &= run(words, client, answers);
                return !client.isClosing();
            });
        } catch (MemoryLimitException full) {
            client.failed();
            done[0] = false;
            AnswerBuffer answer = answers.begin();
            new TextReplyWriter(answer).error(Errors.OUT_OF_MEMORY);
            answers.send(answer);
        }
        return done[0];
    }

    private boolean run(byte @Nullable [][] words, ClientSession client, Answers answers) {
        AnswerBuffer answer = answers.begin();
        TextReplyWriter reply = new TextReplyWriter(answer);
        boolean done = false;
        if (words == null) {
            client.failed();
            reply.error(UNBALANCED);
        } else {
            done = dispatcher.execute(client, words, reply);
        }
        if (answer.length() > 0) {
            answers.send(answer);
        }
        return done;
    }

    /** Takes the words of a line, null when it can't be split, and says whether to go on. */
    @FunctionalInterface
    private interface LineAction {
        boolean take(byte @Nullable [][] words);
    }

    private static void lines(byte[] text, WorkingMemory memory, LineAction action) {
        int from = 0;
        boolean goOn = true;
        while (goOn && from < text.length) {
            int end = from;
            int blanks = 0;
            while (end < text.length && text[end] != '\n') {
                blanks += text[end] == ' ' || text[end] == '\t' ? 1 : 0;
                end++;
            }
            long taken = end - from + (long) WORD_BYTES * (blanks + 1);
            memory.take(taken);
            byte[][] words = LineTokenizer.split(text, from, end - from);
            if (words == null || words.length > 0) {
                goOn = action.take(words);
            }
            memory.giveBack(taken);
            from = end + 1;
        }
    }
}
