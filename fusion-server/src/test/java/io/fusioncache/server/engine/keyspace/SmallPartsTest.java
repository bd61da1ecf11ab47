package io.fusioncache.server.engine.keyspace;

import static io.fusioncache.server.engine.keyspace.Oracle.bytes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmallPartsTest {
    @ParameterizedTest
    @CsvSource({
        "*, anything, true",
        "user:*, user:1, true",
        "user:*, usher:1, false",
        "user:*, user:, true",
        "h?llo, hello, true",
        "h?llo, hllo, false",
        "h[ae]llo, hallo, true",
        "h[ae]llo, hillo, false",
        "h[^e]llo, hello, false",
        "h[^e]llo, hallo, true",
        "h[a-c]llo, hbllo, true",
        "h[c-a]llo, hbllo, true",
        "h[a-c]llo, hdllo, false",
        "h\\*llo, h*llo, true",
        "h\\*llo, hello, false",
        "*a*b*c*, xxaxxbxxcxx, true",
        "*a*b*c*, xxaxxcxxbxx, false",
        "abc, abcd, false",
        "abcd, abc, false",
        "[abc, a, true",
        "a[]b, ab, false",
        "a\\, a\\, true",
    })
    void globs(String pattern, String text, boolean matches) {
        assertEquals(matches, new Glob(bytes(pattern)).matches(bytes(text)));
    }

    @Test
    void aGlobOfManyStarsEndsSoon() {
        String pattern = "*a".repeat(50) + "b";
        assertFalse(new Glob(bytes(pattern)).matches(bytes("a".repeat(5_000))));
    }

    @Test
    void tellsUtf8AsTheDecoderDoes() {
        Random random = new Random(9);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[1 + random.nextInt(5)];
            for (int j = 0; j < bytes.length; j++) {
                int choice = random.nextInt(4);
                bytes[j] = (byte)
                        (choice == 0
                                ? random.nextInt(128)
                                : choice == 1 ? 0x80 + random.nextInt(64) : 0xc0 + random.nextInt(64));
            }
            int expected;
            try {
                String text = StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(bytes))
                        .toString();
                expected = text.codePointCount(0, text.length());
            } catch (CharacterCodingException noText) {
                expected = -1;
            }
            assertEquals(
                    expected,
                    Utf8.codePoints(bytes),
                    () -> java.util.HexFormat.of().formatHex(bytes));
        }
    }

    @Test
    void keysAreCountedInCharactersAndBoundedInBytes() {
        KeyRules rules = new KeyRules(6, 12);
        assertNull(rules.check(bytes("äöüäöü")));
        assertNotNull(rules.check(bytes("äöüäö")));
        assertNotNull(rules.check(bytes("äöüäöüa")));
        assertNotNull(rules.check(new byte[] {'k', 'e', 'y', 'k', 'e', 'y', (byte) 0xff}));
        rules.minLength(0);
        assertNull(rules.check(new byte[0]));
    }

    @Test
    void aUseCounterGrowsSlowlyAndFades() {
        Random random = new Random(2);
        int record = UseRecord.initial(100);
        assertEquals(5, UseRecord.frequency(record, 100));
        for (int i = 0; i < 1_000; i++) {
            record = UseRecord.used(record, 100, random.nextInt());
        }
        int frequency = UseRecord.frequency(record, 100);
        assertTrue(frequency > 10 && frequency < 40, "after 1,000 uses: " + frequency);
        assertEquals(frequency - 3, UseRecord.frequency(record, 100 + 190));
        assertEquals(190, UseRecord.idleSeconds(record, 290));
        assertEquals(0, UseRecord.frequency(record, 100 + 60 * 300));
    }

    @Test
    void policiesHaveTheNamesOfRedis() {
        assertEquals("allkeys-lfu", EvictionPolicy.ALLKEYS_LFU.title());
        assertEquals(
                EvictionPolicy.VOLATILE_TTL, EvictionPolicy.find("Volatile-TTL").orElseThrow());
        assertTrue(EvictionPolicy.find("allkeys-random").isEmpty());
    }

    @Test
    void hashesSpread() {
        KeyHash hash = new KeyHash(0x1234_5678_9abc_def0L, 0x0fed_cba9_8765_4321L);
        int[] buckets = new int[256];
        for (int i = 0; i < 256_000; i++) {
            buckets[hash.of(bytes("key:" + i)) >>> 24]++;
        }
        for (int bucket : buckets) {
            assertTrue(bucket > 800 && bucket < 1_200, "bucket of " + bucket);
        }
    }
}
