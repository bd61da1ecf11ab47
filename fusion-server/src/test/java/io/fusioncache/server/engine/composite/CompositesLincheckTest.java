package io.fusioncache.server.engine.composite;

import static io.fusioncache.server.engine.composite.Fixture.bytes;

import io.fusioncache.server.engine.keyspace.Entry;
import io.fusioncache.server.engine.keyspace.EvictionPolicy;
import io.fusioncache.server.engine.keyspace.ValueKind;
import org.jetbrains.lincheck.datastructures.ManagedStrategyGuaranteeKt;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Lincheck's model checker over composition against write, expiry, replacement and removal. It draws small scenarios
 * and runs each under many schedules, switching threads at any access of shared memory, so it comes to places between
 * two steps that {@link CompositionInterleavingTest} has no hook in.
 *
 * <p>What is checked is the promise: whoever begins to read after a change was acknowledged sees that change or a later
 * one, and nothing that had expired. Changes are numbered; a reader notes the acknowledged numbers before it begins,
 * reads, and answers what is wrong, which has to be nothing in every schedule. Every scenario is checked for deadlock
 * too.
 *
 * <p>{@code page} is {@code a, b, recipe:n} while its recipe has the number n, where n says which replacement it is,
 * and {@code outer} is {@code a, page}: so a write of {@code a} reaches {@code outer} on two ways.
 */
public class CompositesLincheckTest {
    private static final int SCENARIOS = Integer.getInteger("fusion.lincheck.scenarios", 3);
    private static final int SCHEDULES = Integer.getInteger("fusion.lincheck.schedules", 30);
    private static final byte[] PAGE = bytes("page");
    private static final byte[] OUTER = bytes("outer");
    private static final String RECIPE = "recipe:";
    private static final String NONE = "";

    /** Classes that look at arrays nobody changes: no schedule within them can matter. */
    private static final String[] PURE = {
        "io.fusioncache.server.engine.keyspace.KeyHash",
        "io.fusioncache.server.engine.keyspace.Utf8",
        "io.fusioncache.server.engine.composite.JsonText",
        "io.fusioncache.server.engine.composite.ResultText"
    };

    private final Fixture fixture = new Fixture(1 << 20, EvictionPolicy.NOEVICTION, () -> 0);

    /** Numbers of the changes that were acknowledged last. */
    private volatile long writtenA;

    private volatile long writtenB;
    private volatile long recipeAcknowledged;

    /** The number of the removal that began last. */
    private volatile long lastRemoval = -1;

    /** Both composites, with current results. */
    public CompositesLincheckTest() {
        put("a", 0, Entry.NEVER);
        put("b", 0, Entry.NEVER);
        fixture.fuse("page", "a", "b", RECIPE + 0);
        fixture.fuse("outer", "a", "page");
        fixture.composites.read(OUTER, ResultForm.JSON);
    }

    private void put(String key, long number, long deadline) {
        fixture.keyspace.put(bytes(key), ValueKind.STRING, bytes("<" + number + "!" + deadline + ">"), deadline);
    }

    /** Writes a key that both composites use. */
    @Operation(nonParallelGroup = "a")
    public void writeA() {
        long next = writtenA + 1;
        put("a", next, Entry.NEVER);
        writtenA = next;
    }

    /** Writes a key that expires at the next tick. */
    @Operation(nonParallelGroup = "b")
    public void writeB() {
        long next = writtenB + 1;
        put("b", next, fixture.clock.millis() + 1);
        writtenB = next;
    }

    /** What has a deadline expires. */
    @Operation(nonParallelGroup = "b")
    public void tick() {
        fixture.clock.advance(1);
    }

    /** Replaces the recipe, or registers the composite again. */
    @Operation(nonParallelGroup = "recipe")
    public void replace() {
        long next = recipeAcknowledged + 1;
        fixture.fuse("page", RECIPE + next, "b", "a");
        recipeAcknowledged = next;
    }

    /** Removes the composite; the number is taken, as that of a composite that is not there. */
    @Operation(nonParallelGroup = "recipe")
    public void unregister() {
        long next = recipeAcknowledged + 1;
        lastRemoval = next;
        fixture.composites.unfuse(PAGE);
        recipeAcknowledged = next;
    }

    /** Reads the inner composite, and says what is wrong with that. */
    @Operation
    public String readPage() {
        Floor floor = new Floor();
        ComposedResult result = fixture.composites.read(PAGE, ResultForm.JSON);
        return result == null ? floor.wrongWithAbsence() : floor.wrongWith(result);
    }

    /** Reads the outer composite, and says what is wrong with that. */
    @Operation
    public String readOuter() {
        Floor floor = new Floor();
        ComposedResult result = fixture.composites.read(OUTER, ResultForm.JSON);
        return result == null ? "outer not found" : floor.wrongWith(result);
    }

    /** What had been acknowledged when a read began. */
    private final class Floor {
        private final long leastA = writtenA;
        private final long leastB = writtenB;
        private final long leastRecipe = recipeAcknowledged;
        private final long now = fixture.clock.millis();

        /** The page may be absent if it was removed by the change last acknowledged, or by a later one. */
        String wrongWithAbsence() {
            return lastRemoval < leastRecipe ? "page is missing since " + lastRemoval + ", not " + leastRecipe : NONE;
        }

        String wrongWith(ComposedResult result) {
            String text = Fixture.text(result.json());
            String recipe = recipeOf(result);
            if (recipe != null && Long.parseLong(recipe) < leastRecipe) {
                return "recipe older than " + leastRecipe + ": " + text;
            }
            if (recipe == null && !wrongWithAbsence().isEmpty()) {
                return wrongWithAbsence() + ": " + text;
            }
            if (!text.contains("{\"key\":\"a\"")) {
                return "a is missing: " + text;
            }
            if (isOlder(text, "a", leastA) || isOlder(text, "b", leastB)) {
                return "older than a " + leastA + ", b " + leastB + ": " + text;
            }
            return isExpired(text) ? "expired at " + now + ": " + text : NONE;
        }

        private @Nullable String recipeOf(ComposedResult result) {
            for (byte[] missing : result.missing()) {
                String key = Fixture.text(missing);
                if (key.startsWith(RECIPE)) {
                    return key.substring(RECIPE.length());
                }
            }
            return null;
        }

        private static boolean isOlder(String text, String key, long least) {
            String before = "{\"key\":\"" + key + "\",\"value\":\"<";
            for (int at = text.indexOf(before); at >= 0; at = text.indexOf(before, at + 1)) {
                int from = at + before.length();
                if (Long.parseLong(text.substring(from, text.indexOf('!', from))) < least) {
                    return true;
                }
            }
            return false;
        }

        private boolean isExpired(String text) {
            for (int at = text.indexOf('!'); at >= 0; at = text.indexOf('!', at + 1)) {
                if (Long.parseLong(text.substring(at + 1, text.indexOf('>', at))) <= now) {
                    return true;
                }
            }
            return false;
        }
    }

    /** The promise itself, to which the answers are compared: nothing is ever wrong. */
    public static class Promise {
        public void writeA() {}

        public void writeB() {}

        public void tick() {}

        public void replace() {}

        public void unregister() {}

        public String readPage() {
            return NONE;
        }

        public String readOuter() {
            return NONE;
        }
    }

    @Test
    void whatIsReadIsNeverStale() {
        new ModelCheckingOptions()
                .sequentialSpecification(Promise.class)
                .threads(2)
                .actorsPerThread(2)
                .actorsBefore(0)
                .actorsAfter(1)
                .minimizeFailedScenario(false)
                .iterations(SCENARIOS)
                .invocationsPerIteration(SCHEDULES)
                .loopBound(1_000)
                .addGuarantee(
                        ManagedStrategyGuaranteeKt.forClasses(PURE).allMethods().ignore())
                .check(CompositesLincheckTest.class);
    }
}
