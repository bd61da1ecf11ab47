package io.fusioncache.common.client;

import io.fusioncache.common.client.Exchange.Lane;
import io.fusioncache.common.client.FusionClientException.Reason;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who waits for which answer. Knows no socket and no thread: its owner holds a lock around every call, sends what
 * {@link #nextToSend} gives and, outside of the lock, runs the completions that come back.
 *
 * <p>An answer finds its query by {@code _qid}. An error about a text that the server could not read (too long, say)
 * has none: it is kept until as many queries are unanswered as there are such errors, and nothing new is sent until
 * then; so it can't be taken for the answer of another query.
 */
final class Conversation {
    /** No answer looks like this: those are JSON, a status or an error. */
    private static final Pattern MONITORED = Pattern.compile("[0-9]+\\.[0-9]{6} \\[");

    private final Supplier<String> qids;
    private final ArrayDeque<Exchange> queue = new ArrayDeque<>();
    private final SequencedMap<String, Exchange> labelled = new LinkedHashMap<>();
    private final ArrayDeque<Exchange> inOrder = new ArrayDeque<>();
    private final List<Exchange> uncovered = new ArrayList<>();
    private final ArrayDeque<String> strays = new ArrayDeque<>();
    private Lane lane = Lane.ANSWERED;
    private @Nullable Consumer<String> pushed;

    /** @param qids makes a {@code _qid} that was not used before on this connection */
    Conversation(Supplier<String> qids) {
        this.qids = qids;
    }

    /** From now on lines of {@code MONITOR} are no answers and go to this consumer. */
    void watch(Consumer<String> lines) {
        pushed = lines;
    }

    void enqueue(Exchange exchange) {
        queue.add(exchange);
    }

    /** True when {@link #nextToSend} would give an exchange. */
    boolean hasNextToSend() {
        Exchange next = queue.peek();
        return !uncovered.isEmpty() || (next != null && maySend(next));
    }

    /**
     * The exchange to send now, which from now on counts as sent; null when there is none, or when the next one must
     * wait for answers.
     */
    @Nullable
    Exchange nextToSend() {
        Exchange next = queue.peek();
        boolean permitted = next != null && maySend(next);
        if (!uncovered.isEmpty() && !(permitted && next != null && next.lane() == Lane.ERRORS_ONLY)) {
            return sent(Exchange.barrier(qids.get(), takeUncovered()));
        }
        return permitted ? sent(queue.remove()) : null;
    }

    /** Takes in a message of the server's; the completions are to be run outside of the lock. */
    List<Runnable> answered(String text) {
        List<Runnable> completions = new ArrayList<>();
        Consumer<String> watcher = pushed;
        if (watcher != null && MONITORED.matcher(text).lookingAt()) {
            completions.add(() -> watcher.accept(text));
            return completions;
        }
        Exchange first = inOrder.peek();
        if (first != null && first.collects()) {
            if (text.startsWith("{")) {
                first.collect(text);
                return completions;
            }
            complete(inOrder.remove(), "", completions);
        }
        first = inOrder.poll();
        if (first != null) {
            complete(first, text, completions);
            return completions;
        }
        String qid = QueryLabel.qidOfAnswer(text);
        if (qid == null) {
            strays.add(text);
        } else {
            Exchange exchange = labelled.remove(qid);
            if (exchange != null && exchange.isBarrier()) {
                settle(exchange, completions);
            } else if (exchange != null) {
                complete(exchange, exchange.ownQid() ? QueryLabel.withoutQid(text, qid) : text, completions);
            }
        }
        giveOutStrays(completions);
        return completions;
    }

    /** Ends every exchange: what was sent has an unknown outcome, the rest was not sent. */
    List<Runnable> lost(String why, @Nullable Throwable cause) {
        List<Runnable> completions = new ArrayList<>();
        List<Exchange> underWay = new ArrayList<>(inOrder);
        underWay.addAll(labelled.values());
        for (Exchange exchange : underWay) {
            fail(exchange, Reason.OUTCOME_UNKNOWN, "outcome unknown: " + why, cause, completions);
        }
        for (Exchange exchange : queue) {
            fail(exchange, Reason.NOT_SENT, "not sent: " + why, cause, completions);
        }
        inOrder.clear();
        labelled.clear();
        uncovered.clear();
        queue.clear();
        return completions;
    }

    private boolean isNothingUnderWay() {
        return labelled.isEmpty() && inOrder.isEmpty();
    }

    private boolean maySend(Exchange next) {
        if (isNothingUnderWay()) {
            return true;
        }
        boolean fits = next.lane() == Lane.NOT_ANSWERED || (next.lane() == lane && lane != Lane.ALONE);
        String qid = next.qid();
        return fits && strays.isEmpty() && (qid == null || !labelled.containsKey(qid));
    }

    private Exchange sent(Exchange exchange) {
        if (exchange.lane() == Lane.NOT_ANSWERED) {
            return exchange;
        }
        if (isNothingUnderWay()) {
            lane = exchange.lane();
            // Whatever came for exchanges that are over (a refused write that wanted no answer) means nothing now.
            strays.clear();
        }
        String qid = exchange.qid();
        if (qid == null) {
            inOrder.add(exchange);
        } else {
            labelled.put(qid, exchange);
        }
        if (exchange.lane() == Lane.ERRORS_ONLY && !exchange.isBarrier()) {
            uncovered.add(exchange);
        }
        return exchange;
    }

    private List<Exchange> takeUncovered() {
        List<Exchange> taken = List.copyOf(uncovered);
        uncovered.clear();
        return taken;
    }

    /** The barrier was answered: of the writes before it, those without an error have succeeded. */
    private void settle(Exchange barrier, List<Runnable> completions) {
        for (Exchange write : barrier.covered()) {
            if (write.qid() != null && labelled.remove(write.qid(), write)) {
                String stray = strays.poll();
                complete(write, stray == null ? "" : stray, completions);
            }
        }
    }

    private void giveOutStrays(List<Runnable> completions) {
        if (lane != Lane.ANSWERED || strays.size() < labelled.size()) {
            return;
        }
        for (Map.Entry<String, Exchange> entry : labelled.entrySet()) {
            complete(entry.getValue(), strays.remove(), completions);
        }
        labelled.clear();
        strays.clear();
    }

    private static void complete(Exchange exchange, String text, List<Runnable> completions) {
        completions.add(() -> exchange.answer().complete(text));
    }

    private static void fail(
            Exchange exchange, Reason reason, String why, @Nullable Throwable cause, List<Runnable> completions) {
        completions.add(() -> exchange.answer().completeExceptionally(new FusionClientException(reason, why, cause)));
    }
}
