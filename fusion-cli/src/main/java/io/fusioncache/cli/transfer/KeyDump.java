package io.fusioncache.cli.transfer;

import io.fusioncache.cli.connection.Connection;
import io.fusioncache.cli.console.CliException;
import io.fusioncache.cli.console.ExitStatus;
import io.fusioncache.cli.json.JsonTree;
import io.fusioncache.cli.render.JsonPrinter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Writes every key as a {@link KeyRecord} line. It walks with {@code SCAN}, so it is no snapshot: a key that comes,
 * goes or changes meanwhile may or may not be in it. O(keys); a chunk of them is in memory.
 */
public final class KeyDump {
    private static final String CHUNK = "1000";
    private static final String BEGIN = "0";

    private final Connection connection;
    private final OutputStream out;
    private long count;

    /** Dumps to the stream, which is not closed. */
    public KeyDump(Connection connection, OutputStream out) {
        this.connection = connection;
        this.out = out;
    }

    private record Asked(String key, CompletableFuture<String> value, CompletableFuture<String> ttl) {}

    /**
     * Writes them.
     *
     * @return how many
     */
    public long write() {
        CompletableFuture<String> scan = send("SCAN", BEGIN, "COUNT", CHUNK);
        String cursor;
        do {
            List<JsonTree> page = items(await(scan));
            cursor = text(page.getFirst());
            List<Asked> asked = new ArrayList<>();
            for (JsonTree item : items(page.getLast())) {
                String key = text(item);
                asked.add(new Asked(key, send("JSON.GET", key), send("PTTL", key)));
            }
            scan = send("SCAN", cursor, "COUNT", CHUNK);
            asked.forEach(this::write);
        } while (!cursor.equals(BEGIN));
        return count;
    }

    private void write(Asked asked) {
        String value = KeyCommands.checked(connection.await(asked.value()));
        long ttl = Long.parseLong(KeyCommands.checked(connection.await(asked.ttl())));
        KeyRecord.Content content = content(asked.key(), value);
        if (content == null || ttl < -1 || ttl == 0) {
            return; // It is gone.
        }
        String line = new KeyRecord(asked.key(), content, ttl < 0 ? null : ttl).line();
        try {
            out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new CliException(ExitStatus.OUTPUT_FAILED, "can't write the dump: " + e.getMessage());
        }
        count++;
    }

    /** Null when there is no such key. An answer that may mean several things is told apart by the key's type. */
    private KeyRecord.@Nullable Content content(String key, String value) {
        boolean mayBeBytes = value.startsWith("{\"_b64\":");
        if (!mayBeBytes && !value.equals("null")) {
            return new KeyRecord.Json(oneLine(value));
        }
        String type = KeyCommands.checked(connection.await(send("TYPE", key)));
        return switch (type) {
            case "json" -> new KeyRecord.Json(oneLine(value));
            case "string" -> mayBeBytes ? bytes(value) : null;
            case "composite" -> fragments(key);
            default -> null;
        };
    }

    private KeyRecord.Fragments fragments(String key) {
        JsonTree info = await(send("FUSE_INFO", key));
        if (info instanceof JsonTree.Members members
                && members.values().get("fragments") instanceof JsonTree.Items list) {
            return new KeyRecord.Fragments(
                    list.values().stream().map(KeyDump::text).toList());
        }
        throw unexpected();
    }

    /** Values keep the blanks that they came with, line ends among them. */
    private static String oneLine(String json) {
        JsonTree tree = json.indexOf('\n') >= 0 || json.indexOf('\r') >= 0 ? JsonTree.parse(json) : null;
        return tree == null ? json : JsonPrinter.compact(tree);
    }

    private static KeyRecord.Bytes bytes(String value) {
        if (JsonTree.parse(value) instanceof JsonTree.Members members
                && members.values().get("_b64") instanceof JsonTree.Text encoded) {
            return new KeyRecord.Bytes(encoded.value());
        }
        throw unexpected();
    }

    private CompletableFuture<String> send(String... words) {
        return connection.client().command(List.of(words));
    }

    private JsonTree await(CompletableFuture<String> answer) {
        JsonTree tree = JsonTree.parse(KeyCommands.checked(connection.await(answer)));
        if (tree == null) {
            throw unexpected();
        }
        return tree;
    }

    private static List<JsonTree> items(JsonTree tree) {
        if (tree instanceof JsonTree.Items items) {
            return items.values();
        }
        throw unexpected();
    }

    private static String text(JsonTree tree) {
        if (tree instanceof JsonTree.Text text) {
            return text.value();
        }
        throw unexpected();
    }

    private static CliException unexpected() {
        return new CliException(ExitStatus.SERVER_ERROR, "the server's answer is not what this program expects");
    }
}
