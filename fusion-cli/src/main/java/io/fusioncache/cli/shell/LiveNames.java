package io.fusioncache.cli.shell;

import io.fusioncache.cli.connection.Connection;
import io.fusioncache.cli.json.JsonTree;
import io.fusioncache.common.config.ServerSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Names of a running server: its classes, read when they may have changed; keys and composites seen in what was typed
 * and answered, and those that a short {@code SCAN} for the typed beginning finds. Whoever asks waits for a scan that
 * is under way, but never longer than the patience; typing only starts one.
 */
final class LiveNames implements KnownNames {
    private static final int MOST_KEYS = 10_000;
    private static final int MOST_SHOWN = 100;
    private static final int MOST_STEPS = 8;

    private final Supplier<@Nullable Connection> server;
    private final Preferences preferences;
    private final Duration patience;
    private final NavigableSet<String> keys = new TreeSet<>();
    private final NavigableSet<String> composites = new TreeSet<>();
    private volatile Schema schema = Schema.EMPTY;
    private CompletableFuture<?> classesUnderWay = CompletableFuture.completedFuture(null);
    private CompletableFuture<?> keysUnderWay = CompletableFuture.completedFuture(null);
    private @Nullable String scanned;

    /**
     * @param server the open connection, or null
     * @param patience the longest wait of somebody who asks
     */
    LiveNames(Supplier<@Nullable Connection> server, Preferences preferences, Duration patience) {
        this.server = server;
        this.preferences = preferences;
        this.patience = patience;
    }

    @Override
    public Schema schema() {
        await(classes());
        return schema;
    }

    private synchronized CompletableFuture<?> classes() {
        return classesUnderWay;
    }

    @Override
    public List<String> keys(String prefix) {
        await(scan(prefix));
        return startingWith(keys, prefix);
    }

    @Override
    public List<String> composites(String prefix) {
        await(scan(prefix));
        return startingWith(composites, prefix);
    }

    @Override
    public Collection<String> settings() {
        return ServerSettings.table().settings().stream()
                .map(setting -> setting.name())
                .toList();
    }

    /** Reads the classes anew, in the background. */
    synchronized void refreshClasses() {
        Connection connection = server.get();
        if (connection != null) {
            classesUnderWay = connection
                    .client()
                    .query("{\"CLASSES\":{}}")
                    .thenAccept(answer -> schema = Schema.ofAnswer(answer))
                    .exceptionally(lost -> null);
        }
    }

    /** Remembers keys that were typed or answered. */
    synchronized void seen(Collection<String> names) {
        names.stream()
                .filter(name -> !name.isEmpty() && keys.size() < MOST_KEYS)
                .forEach(keys::add);
    }

    /** Forgets everything, for another server. */
    synchronized void forget() {
        keys.clear();
        composites.clear();
        schema = Schema.EMPTY;
        scanned = null;
    }

    /** From now on the keys may be others, so that what was scanned is scanned again. */
    synchronized void changed() {
        scanned = null;
    }

    /** Starts to look for keys that begin so, unless that was done already; waits for nothing. */
    synchronized CompletableFuture<?> scan(String prefix) {
        Connection connection = server.get();
        if (!preferences.liveKeys() || connection == null || prefix.equals(scanned)) {
            return keysUnderWay;
        }
        scanned = prefix;
        String pattern = glob(prefix);
        NavigableSet<String> found = new TreeSet<>();
        CompletableFuture<?> scan = steps(connection, pattern, "0", MOST_STEPS, found)
                .thenAccept(whole -> replace(keys, prefix, found, whole));
        CompletableFuture<?> fused = connection
                .client()
                .command(List.of("COMPOSITES", pattern))
                .thenAccept(answer -> replace(composites, prefix, texts(JsonTree.parse(answer)), true));
        keysUnderWay = CompletableFuture.allOf(scan, fused).exceptionally(lost -> null);
        return keysUnderWay;
    }

    /** @return whether the scan came to its end */
    private static CompletableFuture<Boolean> steps(
            Connection connection, String pattern, String cursor, int left, NavigableSet<String> found) {
        return connection
                .client()
                .command(List.of("SCAN", cursor, "MATCH", pattern, "COUNT", "1000"))
                .thenCompose(answer -> {
                    String next = step(answer, found);
                    return left == 1 || next.equals("0")
                            ? CompletableFuture.completedFuture(next.equals("0"))
                            : steps(connection, pattern, next, left - 1, found);
                });
    }

    /** Keeps what one step found, and gives the cursor of the next; 0 when there is none. */
    private static String step(String answer, NavigableSet<String> found) {
        if (JsonTree.parse(answer) instanceof JsonTree.Items pair
                && pair.values().size() == 2) {
            found.addAll(texts(pair.values().get(1)));
            return switch (pair.values().getFirst()) {
                case JsonTree.Text text -> text.value();
                case JsonTree.Literal literal -> literal.value();
                default -> "0";
            };
        }
        return "0";
    }

    /** The texts of a list; none when it is no list, such as an error. */
    static List<String> texts(@Nullable JsonTree list) {
        List<String> texts = new ArrayList<>();
        if (list instanceof JsonTree.Items items) {
            for (JsonTree item : items.values()) {
                if (item instanceof JsonTree.Text text) {
                    texts.add(text.value());
                }
            }
        }
        return texts;
    }

    /** @param whole whether names that were not found are gone */
    private synchronized void replace(
            NavigableSet<String> names, String prefix, Collection<String> found, boolean whole) {
        if (whole) {
            names.tailSet(prefix, true).removeIf(name -> name.startsWith(prefix));
        }
        found.stream().limit(Math.max(0, MOST_KEYS - names.size())).forEach(names::add);
    }

    private static String glob(String prefix) {
        return prefix.replaceAll("([*?\\[\\]\\\\])", "\\\\$1") + "*";
    }

    private synchronized List<String> startingWith(NavigableSet<String> names, String prefix) {
        return names.tailSet(prefix, true).stream()
                .takeWhile(name -> name.startsWith(prefix))
                .limit(MOST_SHOWN)
                .toList();
    }

    private void await(CompletableFuture<?> underWay) {
        try {
            underWay.copy()
                    .completeOnTimeout(null, patience.toNanos(), TimeUnit.NANOSECONDS)
                    .get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a lost connection was turned into nothing", e);
        }
    }
}
