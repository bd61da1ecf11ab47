package io.fusioncache.server.query;

import io.fusioncache.server.buffer.MessageBytes;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Steps of {@code src/bench/bulk.sh}: makes files of key-value pairs, walks the tokens of one big {@code STORE}, and
 * sends it in one message. Prints one line of figures.
 */
public final class BulkLoad {
    private static final int ROUNDS = 7;

    private BulkLoad() {}

    /**
     * Runs a step.
     *
     * <pre>
     * walk PAIRS VALUE_LENGTH            milliseconds of the median of seven walks, and the bytes
     * store PAIRS VALUE_LENGTH URI       milliseconds from the first byte sent to knowing that all is stored, and
     *                                    until the last byte was sent
     * files PAIRS VALUE_LENGTH FOLDER    pairs.ndjson and pairs.csv
     * </pre>
     */
    public static void main(String[] arguments) throws IOException {
        MessageBytes message = BulkText.of(
                Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]), "\"_rsp\":\"error\",");
        switch (arguments[0]) {
            case "walk" -> walk(message);
            case "store" -> store(message, arguments[3]);
            case "files" -> writeFiles(message, Path.of(arguments[3]));
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    private static void walk(MessageBytes message) {
        JsonFactory factory = new JsonFactory();
        long[] nanos = new long[ROUNDS];
        long tokens = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long begin = System.nanoTime();
            try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), message.stream())) {
                while (parser.nextToken() != null) {
                    tokens++;
                }
            }
            nanos[round] = System.nanoTime() - begin;
        }
        Arrays.sort(nanos);
        System.out.println(nanos[ROUNDS / 2] / 1_000_000 + " " + message.length() + " " + tokens / ROUNDS);
    }

    private static void store(MessageBytes message, String uri) throws IOException {
        try (BulkSender sender = BulkSender.connect(URI.create(uri))) {
            long begin = System.nanoTime();
            sender.send(message);
            sender.send(MessageBytes.of("{\"COUNT\":{\"_qid\":\"end\"}}".getBytes(StandardCharsets.US_ASCII)));
            long sent = System.nanoTime();
            String answer = sender.receive();
            long stored = System.nanoTime();
            // A refused STORE would have answered before.
            if (!answer.contains("\"end\"")) {
                throw new IllegalStateException(answer);
            }
            System.out.println((stored - begin) / 1_000_000 + " " + (sent - begin) / 1_000_000);
        }
    }

    private static void writeFiles(MessageBytes message, Path folder) throws IOException {
        try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), message.stream());
                OutputStream json = new BufferedOutputStream(Files.newOutputStream(folder.resolve("pairs.ndjson")));
                OutputStream csv = new BufferedOutputStream(Files.newOutputStream(folder.resolve("pairs.csv")))) {
            csv.write("k,v\n".getBytes(StandardCharsets.US_ASCII));
            String key = "";
            while (parser.nextToken() != null) {
                if (parser.currentToken() != JsonToken.VALUE_STRING) {
                    continue;
                }
                if ("k".equals(parser.currentName())) {
                    key = parser.getString();
                } else if ("v".equals(parser.currentName())) {
                    String value = parser.getString();
                    json.write(("{\"k\":\"" + key + "\",\"v\":\"" + value + "\"}\n")
                            .getBytes(StandardCharsets.US_ASCII));
                    csv.write((key + "," + value + "\n").getBytes(StandardCharsets.US_ASCII));
                }
            }
        }
    }
}
