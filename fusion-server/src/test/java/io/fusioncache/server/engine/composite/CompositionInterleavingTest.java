package io.fusioncache.server.engine.composite;

import static io.fusioncache.server.engine.composite.Fixture.bytes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fusioncache.server.engine.keyspace.EvictionPolicy;
import io.fusioncache.server.engine.keyspace.ValueKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Every place in a composition at which something can happen, and everything that can happen there, alone and in pairs.
 * The key space asks for a random number between one fragment and the next, and that is where another thread comes in,
 * does the whole of a change, and is acknowledged before the composition goes on.
 */
class CompositionInterleavingTest {
    private static final int PLACES = 10;

    /** One run: the composites as they should be, and what is to happen at which place. */
    private static final class Run {
        private final Fixture fixture = new Fixture(1 << 20, EvictionPolicy.NOEVICTION, this::place);
        private final Map<String, List<String>> recipes = new HashMap<>();
        private final Map<Integer, Change> changes = new HashMap<>();
        private boolean isReading;
        private int place;

        private int place() {
            if (isReading) {
                Change change = changes.remove(place++);
                if (change != null) {
                    isReading = false;
                    elsewhere(() -> change.action().accept(fixture, recipes));
                    isReading = true;
                }
            }
            return 0;
        }

        private static void elsewhere(Runnable action) {
            FutureTask<Boolean> task = new FutureTask<>(action, true);
            Thread.ofPlatform().start(task);
            try {
                task.get(10, TimeUnit.SECONDS);
            } catch (ExecutionException | TimeoutException | InterruptedException failed) {
                throw new AssertionError("the change does not get through while a composition runs", failed);
            }
        }

        void fuse(String key, String... fragments) {
            Run.fuse(fixture, recipes, key, fragments);
        }

        static void fuse(Fixture fixture, Map<String, List<String>> recipes, String key, String... fragments) {
            fixture.fuse(key, fragments);
            recipes.put(key, Arrays.asList(fragments));
        }

        @Nullable
        String read(ResultForm form) {
            isReading = true;
            place = 0;
            try {
                return fixture.fused("top", form);
            } finally {
                isReading = false;
            }
        }

        /** What was read later must be what is there now. */
        void check(String what) {
            NaiveAssembly naive = new NaiveAssembly(fixture.keyspace, recipes);
            for (String key : List.of("top", "left", "right")) {
                for (ResultForm form : ResultForm.values()) {
                    String actual = fixture.fused(key, form);
                    if (!recipes.containsKey(key)) {
                        assertNull(actual, what);
                        continue;
                    }
                    assertNotNull(actual, what);
                    assertEquals(naive.of(key, form), NaiveAssembly.tree(actual), what + ", then " + key);
                }
            }
            fixture.check();
        }
    }

    private record Change(String name, BiConsumer<Fixture, Map<String, List<String>>> action) {}

    private static void unfuse(Fixture fixture, Map<String, List<String>> recipes, String key) {
        fixture.composites.unfuse(bytes(key));
        recipes.remove(key);
    }

    private static List<Change> changes() {
        List<Change> all = new ArrayList<>();
        for (String key : List.of("first", "shared", "other", "last")) {
            all.add(new Change("SET " + key, (fixture, recipes) -> fixture.set(key, "new " + key)));
            all.add(new Change("DEL " + key, (fixture, recipes) -> fixture.remove(key)));
        }
        all.add(new Change("PEXPIRE shared", (fixture, recipes) -> {
            fixture.keyspace.expire(
                    bytes("shared"), fixture.keyspace.deadlines().after(5));
            fixture.clock.advance(5);
        }));
        all.add(new Change("time goes on", (fixture, recipes) -> fixture.clock.advance(1000)));
        all.add(new Change(
                "RENAME other shared",
                (fixture, recipes) -> fixture.keyspace.rename(bytes("other"), bytes("shared"), true)));
        all.add(new Change("FUSE left, less", (fixture, recipes) -> Run.fuse(fixture, recipes, "left", "other")));
        all.add(new Change("FUSE left, more", (fixture, recipes) -> {
            Run.fuse(fixture, recipes, "left", "shared", "other", "added");
            fixture.set("added", ValueKind.NUMBER, "5");
        }));
        all.add(new Change(
                "FUSE top, without its inner ones", (fixture, recipes) -> Run.fuse(fixture, recipes, "top", "last")));
        all.add(new Change("FUSE upside down", (fixture, recipes) -> {
            Run.fuse(fixture, recipes, "top", "last");
            Run.fuse(fixture, recipes, "right", "top", "shared");
        }));
        all.add(new Change("UNFUSE left", (fixture, recipes) -> unfuse(fixture, recipes, "left")));
        all.add(new Change("UNFUSE top", (fixture, recipes) -> unfuse(fixture, recipes, "top")));
        all.add(new Change("UNFUSE and FUSE right", (fixture, recipes) -> {
            unfuse(fixture, recipes, "right");
            fixture.set("shared", "between");
            if (!recipes.getOrDefault("top", List.of()).isEmpty()) {
                Run.fuse(fixture, recipes, "right", "shared", "other");
            }
        }));
        all.add(new Change("a plain key for a composite", (fixture, recipes) -> {
            unfuse(fixture, recipes, "right");
            fixture.set("right", "plain");
        }));
        all.add(new Change("a read beside it", (fixture, recipes) -> fixture.fused("right")));
        all.add(new Change("off, SET and on", (fixture, recipes) -> {
            FusionSettings now = fixture.composites.settings();
            fixture.composites.apply(now.withEnabled(false));
            fixture.set("shared", "unheard");
            fixture.composites.apply(now);
        }));
        all.add(new Change(
                "keep nothing",
                (fixture, recipes) ->
                        fixture.composites.apply(fixture.composites.settings().withCacheComposed(false))));
        all.add(new Change("FLUSHALL", (fixture, recipes) -> {
            fixture.keyspace.clear();
            recipes.clear();
        }));
        return all;
    }

    /** A run with a diamond: both inner composites use one fragment, and the outer one uses that too. */
    private static Run prepared() {
        Run run = new Run();
        run.fixture.setFor("first", "1", 500);
        run.fixture.set("shared", "2");
        run.fixture.set("other", ValueKind.ARRAY, "[3]");
        run.fixture.set("last", "4");
        run.fuse("left", "first", "shared");
        run.fuse("right", "shared", "other");
        run.fuse("top", "left", "shared", "right", "last");
        return run;
    }

    private static void runWith(List<Change> changes, List<Integer> places, ResultForm form, boolean isWarm) {
        Run run = prepared();
        if (isWarm) {
            run.fixture.fused("right", form);
        }
        StringBuilder what = new StringBuilder(form + (isWarm ? ", right kept" : ""));
        for (int i = 0; i < changes.size(); i++) {
            run.changes.put(places.get(i), changes.get(i));
            what.append(", ").append(changes.get(i).name()).append(" at ").append(places.get(i));
        }
        run.read(form);
        run.check(what.toString());
    }

    @Test
    void oneChangeAnywhere() {
        for (Change change : changes()) {
            for (int place = 0; place < PLACES; place++) {
                for (ResultForm form : ResultForm.values()) {
                    runWith(List.of(change), List.of(place), form, false);
                    runWith(List.of(change), List.of(place), form, true);
                }
            }
        }
    }

    @Test
    void twoChangesAnywhere() {
        List<Change> all = changes();
        int runs = 0;
        for (Change one : all) {
            for (Change other : all) {
                if (isPossible(one, other)) {
                    for (int first = 0; first < PLACES - 1; first += 3) {
                        for (int second = first + 1; second < PLACES; second += 3) {
                            runWith(List.of(one, other), List.of(first, second), ResultForm.STRINGS, runs++ % 2 == 0);
                        }
                    }
                }
            }
        }
        assertTrue(runs > 500, "runs: " + runs);
    }

    /** Some changes can't follow some others: they would be refused, which is another test's business. */
    private static boolean isPossible(Change one, Change other) {
        return !one.name().contains("upside down")
                && !(one.name().contains("plain key") && other.name().contains("FUSE"))
                && !one.name().equals(other.name());
    }

    @Test
    void thePlacesAreReached() {
        Run run = prepared();
        run.read(ResultForm.STRINGS);
        assertTrue(run.place >= 6, "places: " + run.place);
    }
}
