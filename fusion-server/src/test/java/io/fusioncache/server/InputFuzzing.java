package io.fusioncache.server;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.fusioncache.server.command.LineInput;
import io.fusioncache.server.config.ConfigurationInput;
import io.fusioncache.server.net.resp.RespInput;
import io.fusioncache.server.query.QueryInput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Fuzzing, guided by coverage, of everything that reads what others wrote. The first byte says which reader gets the
 * rest: the fuzzer runs one test in a process, and a process costs more than the fuzzing. What it finds is kept in the
 * folder of inputs beside the golden scripts, and is read again by every later run.
 */
class InputFuzzing {
    private static final List<FuzzedInput> READERS =
            List.of(new RespInput(), new LineInput(), new QueryInput(), new ConfigurationInput());

    static Stream<byte[]> seeds() {
        return IntStream.range(0, READERS.size())
                .boxed()
                .flatMap(reader -> READERS.get(reader).seeds().map(seed -> addressed(reader, seed)));
    }

    private static byte[] addressed(int reader, byte[] seed) {
        byte[] addressed = new byte[seed.length + 1];
        addressed[0] = (byte) reader;
        System.arraycopy(seed, 0, addressed, 1, seed.length);
        return addressed;
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "8s")
    void whatOthersWroteIsReadAsPromised(byte[] input) throws IOException {
        check(input);
    }

    static void check(byte[] input) throws IOException {
        if (input.length > 0) {
            FuzzedInput reader = READERS.get((input[0] & 0xff) % READERS.size());
            reader.check(Arrays.copyOfRange(input, 1, input.length));
        }
    }
}
