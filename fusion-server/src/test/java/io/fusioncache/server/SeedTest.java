package io.fusioncache.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where generators of random numbers begin. */
class SeedTest {
    @TempDir
    private Path folder;

    @Test
    void theSystemsBytesAreTaken() throws IOException {
        Path system = Files.write(folder.resolve("random"), new byte[] {1, 2, 3, 4, 5});
        assertArrayEquals(new byte[] {1, 2, 3}, Seed.of(system, 3));
    }

    @Test
    void withoutThemJavasAre() throws IOException {
        Path missing = folder.resolve("missing");
        Path tooShort = Files.write(folder.resolve("short"), new byte[31]);
        for (Path system : new Path[] {missing, tooShort}) {
            byte[] seed = Seed.of(system, 32);
            assertEquals(32, seed.length);
            assertFalse(Arrays.equals(new byte[32], seed));
        }
    }

    @Test
    void noTwoAreTheSame() {
        assertFalse(Arrays.equals(Seed.of(24), Seed.of(24)));
    }
}
