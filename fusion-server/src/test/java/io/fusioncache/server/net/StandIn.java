package io.fusioncache.server.net;

import io.fusioncache.server.buffer.AnswerBuffer;
import io.fusioncache.server.buffer.Answers;
import io.fusioncache.server.buffer.MessageBytes;
import io.fusioncache.server.query.QueryOutcome;
import io.fusioncache.server.query.QueryWeight;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Stands in for the query language: a message says itself what is to happen. A name that begins with W is a write, one
 * with S a short read, all else a read; {@code hold:NAME} waits until the test lets NAME go; {@code big:N} answers N
 * bytes; {@code silent}, {@code fail}, {@code throw} do what they say. The answer is the message otherwise.
 */
public final class StandIn implements MessageHandler {
    private static final Pattern HOLD = Pattern.compile("hold:(\\w+)");
    private static final Pattern BIG = Pattern.compile("big:(\\d+)");

    private final Map<String, CountDownLatch> holds = new ConcurrentHashMap<>();
    private final Map<String, CountDownLatch> begun = new ConcurrentHashMap<>();

    /** Messages in the order in which they began to run. */
    public final List<String> ran = new CopyOnWriteArrayList<>();

    /** Names of the threads on which they ran. */
    public final List<String> threads = new CopyOnWriteArrayList<>();

    /** Called at the beginning of each message. */
    public volatile Consumer<Turn> whenRun = turn -> {};

    @Override
    public QueryWeight weigh(MessageBytes message) {
        String text = text(message);
        return text.startsWith("{\"W")
                ? QueryWeight.WRITE
                : text.startsWith("{\"S") ? QueryWeight.SHORT_READ : QueryWeight.READ;
    }

    @Override
    public QueryOutcome run(Turn turn, Answers answers) {
        AnswerBuffer answer = answers.begin();
        QueryOutcome outcome = run(turn, answer);
        if (outcome == QueryOutcome.SILENT) {
            answer.clear();
        } else {
            answers.send(answer);
        }
        return outcome;
    }

    private QueryOutcome run(Turn turn, AnswerBuffer answer) {
        String text = text(turn.message());
        ran.add(text);
        whenRun.accept(turn);
        threads.add(Thread.currentThread().getName());
        Matcher hold = HOLD.matcher(text);
        if (hold.find()) {
            latch(begun, hold.group(1)).countDown();
            await(latch(holds, hold.group(1)));
        }
        if (text.contains("throw")) {
            throw new IllegalStateException("thrown on purpose");
        }
        Matcher big = BIG.matcher(text);
        if (big.find()) {
            byte[] part = new byte[1000];
            Arrays.fill(part, (byte) 'x');
            for (int left = Integer.parseInt(big.group(1)); left > 0; left -= part.length) {
                answer.put(part, 0, Math.min(left, part.length));
            }
            return QueryOutcome.ANSWERED;
        }
        answer.putText(text);
        return text.contains("silent")
                ? QueryOutcome.SILENT
                : text.contains("fail") ? QueryOutcome.FAILED : QueryOutcome.ANSWERED;
    }

    @Override
    public QueryOutcome refuse(@Nullable MessageBytes message, Refusal refusal, AnswerBuffer answer) {
        answer.putText("{\"refused\":\"" + refusal.reason() + "\"}");
        return QueryOutcome.FAILED;
    }

    /** Lets messages with {@code hold:NAME} go on. */
    public void letGo(String name) {
        latch(holds, name).countDown();
    }

    /** Waits until a message with {@code hold:NAME} runs. */
    public void awaitBegun(String name) {
        await(latch(begun, name));
    }

    /** True when a message with {@code hold:NAME} runs or ran. */
    public boolean hasBegun(String name) {
        return latch(begun, name).getCount() == 0;
    }

    private static CountDownLatch latch(Map<String, CountDownLatch> latches, String name) {
        return latches.computeIfAbsent(name, key -> new CountDownLatch(1));
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(20, TimeUnit.SECONDS)) {
                throw new IllegalStateException("waited in vain");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(MessageBytes message) {
        return new String(bytes(message), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(MessageBytes message) {
        try {
            return message.stream().readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
