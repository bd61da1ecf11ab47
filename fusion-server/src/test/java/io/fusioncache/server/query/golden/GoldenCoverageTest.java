package io.fusioncache.server.query.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fusioncache.common.fql.FqlError;
import io.fusioncache.common.fql.QueryName;
import io.fusioncache.server.query.QuerySource;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** That the golden scripts leave nothing out. */
class GoldenCoverageTest {
    /** What no query can cause: the network raises it, accounts will, or it is a defect. */
    private static final Set<FqlError> NOT_BY_A_QUERY = EnumSet.of(
            FqlError.SERVER_STOPPING, FqlError.NOT_AUTHENTICATED, FqlError.NOT_PERMITTED_FOR_USER, FqlError.UNKNOWN);

    private static final List<GoldenCase> CASES = GoldenScript.all().stream()
            .flatMap(script -> script.cases().stream())
            .toList();

    private static Stream<String> expectations() {
        return CASES.stream()
                .flatMap(golden -> golden.steps().stream())
                .map(GoldenStep::expected)
                .filter(expected -> expected != null);
    }

    @ParameterizedTest
    @EnumSource
    void everyErrorThatAQueryCanCause(FqlError error) {
        boolean shown = expectations().anyMatch(expected -> expected.contains("\"_c\":" + error.code() + ","));
        assertEquals(!NOT_BY_A_QUERY.contains(error), shown);
    }

    @ParameterizedTest
    @EnumSource
    void everyQueryWithAnAnswerAndAnError(QueryName query) {
        assertTrue(expectations().anyMatch(expected -> expected.contains("\"" + query + "_RSP\":")));
        assertTrue(expectations().anyMatch(expected -> expected.contains("\"" + query + "_RSP_ERR\":")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "_qid",
                "_metrics",
                "_rsp",
                "_rspMode",
                "_class",
                "_objects",
                "_oids",
                "_oid",
                "_where",
                "_deep",
                "_limit",
                "_offset",
                "_depth",
                "_confirm",
                "_type",
                "_index"
            })
    void everyAttribute(String attribute) {
        assertTrue(CASES.stream()
                .flatMap(golden -> golden.steps().stream())
                .anyMatch(step -> step.request().contains("\"" + attribute + "\":")));
    }

    @ParameterizedTest
    @EnumSource
    void everySource(QuerySource source) {
        assertTrue(CASES.stream().anyMatch(golden -> golden.sources().contains(source)));
    }

    @Test
    void namesAreNotUsedTwiceInAFile() {
        for (GoldenScript script : GoldenScript.all()) {
            List<String> names = script.cases().stream().map(GoldenCase::name).toList();
            assertEquals(names.size(), Set.copyOf(names).size(), script.name());
        }
    }
}
