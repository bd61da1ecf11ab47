package io.fusioncache.server.net;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/** When answers that wait are sent. */
class EndOfRoundTest {
    private final EndOfRound round = new EndOfRound();
    private final Queue<Runnable> thread = new ArrayDeque<>();
    private final List<String> sent = new ArrayList<>();

    private void answer(String name) {
        round.run(thread::add, () -> sent.add(name));
    }

    private void endOfRound() {
        for (Runnable task = thread.poll(); task != null; task = thread.poll()) {
            task.run();
        }
    }

    @Test
    void answersWaitForTheEndOfTheRound() {
        answer("a");
        answer("b");
        assertEquals(List.of(), sent);
        endOfRound();
        assertEquals(List.of("a", "b"), sent);
    }

    @Test
    void aFewAreSentBeforeTheEnd() {
        List.of("a", "b", "c", "d", "e", "f", "g", "h", "i").forEach(this::answer);
        assertEquals(List.of("a", "b", "c", "d", "e", "f", "g", "h"), sent);
        endOfRound();
        assertEquals(List.of("a", "b", "c", "d", "e", "f", "g", "h", "i"), sent);
    }

    @Test
    void whatComesWhileOthersAreSentIsSentToo() {
        round.run(thread::add, () -> answer("late"));
        answer("b");
        endOfRound();
        assertEquals(List.of("b", "late"), sent);
        answer("c");
        endOfRound();
        assertEquals(List.of("b", "late", "c"), sent);
    }

    @Test
    void oneThatFailsDoesNotHoldUpTheOthers() {
        round.run(thread::add, () -> {
            throw new IllegalStateException("on purpose");
        });
        answer("b");
        endOfRound();
        assertEquals(List.of("b"), sent);
    }

    @Test
    void aThreadThatEndsSendsAtOnce() {
        round.run(
                task -> {
                    throw new RejectedExecutionException("on purpose");
                },
                () -> sent.add("a"));
        assertEquals(List.of("a"), sent);
    }
}
