package io.fusioncache.server;

import io.fusioncache.common.command.LineTokenizer;
import io.fusioncache.server.command.GoldenScriptTest;
import io.fusioncache.server.query.golden.GoldenScript;
import io.fusioncache.server.redis.WireClient;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What fuzzing begins with: requests of the golden scripts. */
public final class FuzzingSeeds {
    private static final int MOST = 24;

    private FuzzingSeeds() {}

    /** At most so many of them, from the first to the last: each costs the fuzzer a run of its own. */
    private static Stream<byte[]> some(Stream<byte[]> seeds) {
        List<byte[]> all = seeds.toList();
        int step = Math.ceilDiv(Math.max(1, all.size()), MOST);
        return IntStream.range(0, all.size()).filter(i -> i % step == 0).mapToObj(all::get);
    }

    /** Lines of text commands. */
    public static Stream<byte[]> textLines() {
        return some(lines());
    }

    private static Stream<byte[]> lines() {
        return GoldenScriptTest.SCRIPTS.stream()
                .flatMap(script -> GoldenScriptTest.steps(script).stream())
                .map(GoldenScriptTest.Step::message)
                .filter(message -> !message.isEmpty() && !message.startsWith("{"))
                .map(message -> message.getBytes(StandardCharsets.UTF_8));
    }

    /** The same commands as Redis clients send them, and inline. */
    public static Stream<byte[]> respMessages() {
        Stream<byte[]> arrays = textLines().flatMap(line -> {
            byte[][] words = LineTokenizer.split(line, 0, line.length);
            return words == null || words.length == 0
                    ? Stream.empty()
                    : Stream.of(WireClient.encode(Arrays.stream(words)
                            .map(word -> new String(word, StandardCharsets.ISO_8859_1))
                            .toList()));
        });
        return Stream.concat(
                arrays,
                textLines()
                        .map(line -> (new String(line, StandardCharsets.ISO_8859_1) + "\r\n")
                                .getBytes(StandardCharsets.ISO_8859_1)));
    }

    /** Queries of object mode. */
    public static Stream<byte[]> queries() {
        return some(GoldenScript.requests().map(request -> request.getBytes(StandardCharsets.UTF_8)));
    }
}
