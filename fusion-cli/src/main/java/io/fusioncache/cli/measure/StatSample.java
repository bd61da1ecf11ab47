package io.fusioncache.cli.measure;

import io.fusioncache.cli.json.JsonTree;
import java.util.HashMap;
import java.util.Map;

/**
 * What a server holds at one moment, and what it has done so far.
 *
 * @param nanos when, on the program's clock
 * @param memoryBytes what it has charged to its memory account
 * @param memoryLimit what that may become, in bytes
 * @param commands text commands and key-value commands over every interface
 * @param queries messages over REST and WebSocket, commands among them
 */
public record StatSample(
        long nanos,
        long keys,
        long objects,
        long memoryBytes,
        long memoryLimit,
        long commands,
        long queries,
        long hits,
        long misses,
        long clients) {
    /**
     * Takes it from three answers.
     *
     * @param info the text of {@code INFO}
     * @param stats the answer to {@code STATS}
     * @param counts the answer to {@code COUNT} without a class
     */
    public static StatSample of(long nanos, String info, JsonTree stats, JsonTree counts) {
        Map<String, Long> numbers = numbers(info);
        JsonTree body = member(stats, "STATS_RSP");
        return new StatSample(
                nanos,
                number(member(member(body, "kv"), "keys")),
                objects(member(counts, "COUNT_RSP")),
                numbers.getOrDefault("used_memory", 0L),
                numbers.getOrDefault("maxmemory", 0L),
                numbers.getOrDefault("total_commands_processed", 0L),
                number(member(body, "totalQueries")),
                numbers.getOrDefault("keyspace_hits", 0L),
                numbers.getOrDefault("keyspace_misses", 0L),
                numbers.getOrDefault("connected_clients", 0L));
    }

    private static Map<String, Long> numbers(String info) {
        Map<String, Long> numbers = new HashMap<>();
        for (String line : info.split("\r?\n", -1)) {
            int colon = line.indexOf(':');
            if (colon > 0 && line.substring(colon + 1).matches("[0-9]{1,18}")) {
                numbers.put(line.substring(0, colon), Long.valueOf(line.substring(colon + 1)));
            }
        }
        return numbers;
    }

    private static long objects(JsonTree classes) {
        return classes instanceof JsonTree.Members members
                ? members.values().values().stream()
                        .mapToLong(counted -> number(member(counted, "_cnt")))
                        .sum()
                : 0;
    }

    private static JsonTree member(JsonTree tree, String name) {
        JsonTree value =
                tree instanceof JsonTree.Members members ? members.values().get(name) : null;
        return value == null ? new JsonTree.Nil() : value;
    }

    private static long number(JsonTree tree) {
        return tree instanceof JsonTree.Literal literal && literal.isNumber() ? Long.parseLong(literal.value()) : 0;
    }
}
