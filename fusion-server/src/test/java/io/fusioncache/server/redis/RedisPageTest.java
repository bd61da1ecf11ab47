package io.fusioncache.server.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page for Redis users lists exactly the differences that the differential test allows. */
class RedisPageTest {
    private static final String BEGIN = "<!-- differences: ";
    private static final String END = "<!-- end of differences -->";

    @Test
    void thePageListsTheDifferences() throws IOException {
        Path page = page();
        String text = Files.readString(page);
        int begin = text.indexOf('\n', text.indexOf(BEGIN)) + 1;
        int end = text.indexOf(END);
        assertTrue(begin > 0 && end >= begin, "the page has a place for the differences");
        String expected = text.substring(0, begin) + table() + text.substring(end);
        if (Boolean.getBoolean("fusion.docs.update")) {
            Files.writeString(page, expected);
        }
        assertEquals(expected, Files.readString(page), "run the tests with -Dfusion.docs.update=true");
    }

    private static String table() throws IOException {
        return Difference.all().stream()
                .map(difference -> "| " + difference.title() + " | " + difference.reason() + " |\n")
                .distinct()
                .collect(Collectors.joining("", "| what differs | why |\n| --- | --- |\n", ""));
    }

    private static Path page() {
        Path here = Path.of("docs", "redis.md");
        return Files.exists(here) ? here : Path.of("..", "docs", "redis.md");
    }
}
