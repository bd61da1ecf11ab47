package io.fusioncache.server;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import org.junit.jupiter.params.provider.MethodSource;

/** {@link InputFuzzing} for as long as it takes to find something new: with {@code -Psoak}. */
class LongInputFuzzing {
    @MethodSource("io.fusioncache.server.InputFuzzing#seeds")
    @FuzzTest(maxDuration = "5m")
    void whatOthersWroteIsReadAsPromised(byte[] input) throws IOException {
        InputFuzzing.check(input);
    }
}
