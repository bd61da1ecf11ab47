package io.fusioncache.server.query.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fusioncache.common.fql.FqlError;
import io.fusioncache.common.fql.QueryName;
import io.fusioncache.server.query.QuerySource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The reference pages say what the server does. {@code -Dfusion.docs.update=true} writes the page of errors anew. */
class ReferencePagesTest {
    private static final Path DOCS = Path.of("..", "docs");
    private static final Path ERRORS = DOCS.resolve("errors.md");
    private static final Path FQL = DOCS.resolve("fql.md");
    private static final int LONGEST_EXAMPLE = 90;

    @Test
    void thePageOfErrorsSaysWhatTheTableSays() throws IOException {
        String page = errorsPage();
        if (Boolean.getBoolean("fusion.docs.update")) {
            Files.writeString(ERRORS, page);
        }
        assertEquals(page, Files.readString(ERRORS), "stale; run the tests with -Dfusion.docs.update=true");
    }

    private static String errorsPage() {
        StringBuilder page = new StringBuilder("""
                # Errors

                An error is `{"NAME_RSP_ERR":{"_err":{"_c":CODE,"_a":"what it is about","_m":"a sentence"}}}`, where `NAME` is the query's
                name, or `QUERY` when that can't be known. `{"ERRORS":{}}` answers this table. Codes never change their meaning.

                | code | text | for instance |
                | --- | --- | --- |
                """);
        for (FqlError error : FqlError.values()) {
            page.append("| ")
                    .append(error.code())
                    .append(" | ")
                    .append(error.text())
                    .append(" | ")
                    .append(example(error))
                    .append(" |\n");
        }
        return page.append("""

                        An example is a query for the classes of the golden scripts, where more of them stand. Without one: no query alone
                        causes the error. 5000 is a defect of the server; its log tells more under the number that `_a` holds.
                        """).toString();
    }

    /** The shortest query of the golden scripts that gets the error. */
    private static String example(FqlError error) {
        return GoldenScript.all().stream()
                .flatMap(script -> script.cases().stream())
                .flatMap(golden -> golden.steps().stream())
                .filter(step -> String.valueOf(step.expected()).contains("\"_c\":" + error.code() + ","))
                .map(GoldenStep::request)
                .filter(request -> request.length() <= LONGEST_EXAMPLE)
                .filter(request -> request.startsWith("{") && !request.contains("|") && !request.contains("\n"))
                .min(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()))
                .map(request -> "`" + request + "`")
                .orElse("");
    }

    @Test
    void thePageOfFqlListsEveryQuery() throws IOException {
        List<String> listed = Files.readAllLines(FQL).stream()
                .filter(line -> line.matches("\\| `[A-Z_]+` \\| .+ \\| (yes|no) \\| (yes|no) \\|"))
                .map(line -> line.replaceFirst(" \\| .* \\| (yes|no) \\| (yes|no) \\|", " | $1 | $2 |"))
                .toList();
        List<String> expected = Arrays.stream(QueryName.values())
                .map(query -> "| `" + query + "` | " + word(query.isWrite()) + " | " + word(query.isOnBulk()) + " |")
                .toList();
        assertEquals(expected, listed);
    }

    private static String word(boolean value) {
        return value ? "yes" : "no";
    }

    @TestFactory
    Stream<DynamicNode> theExamplesOfThePageOfFql() throws IOException {
        List<String> script = new ArrayList<>();
        boolean inside = false;
        String section = "";
        for (String line : Files.readAllLines(FQL)) {
            if (line.startsWith("## ")) {
                section = line.substring(3);
            } else if (line.equals("```fql")) {
                inside = true;
                script.add("== " + section);
            } else if (line.equals("```")) {
                inside = false;
            } else if (inside) {
                script.add(line);
            }
        }
        return GoldenRunner.tests(GoldenScript.parse("fql.md", script), new InProcessTransport(QuerySource.STANDARD));
    }
}
