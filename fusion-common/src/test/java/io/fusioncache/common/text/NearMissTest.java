package io.fusioncache.common.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearMissTest {
    private static final List<String> NAMES = List.of("surname", "forename", "age", "STORE", "city", "a");

    @ParameterizedTest
    @CsvSource({
        "surename, surname",
        "sruname, surname",
        "srname, surname",
        "SURNAME, surname",
        "store, STORE",
        "agee, age",
        "ag, age",
        "cty, city",
        "forname, forename",
    })
    void findsTheNameThatWasMeant(String unknown, String meant) {
        assertEquals("; did you mean " + meant + "?", NearMiss.suggestion(unknown, NAMES));
    }

    @ParameterizedTest
    @CsvSource({"street", "x", "''", "sur", "name", "surnamesake"})
    void suggestsNothingThatIsFar(String unknown) {
        assertEquals(".", NearMiss.suggestion(unknown, NAMES));
    }

    @ParameterizedTest
    @CsvSource({"colour, colours, colons|colours", "colour, colons, colons|cool"})
    void prefersTheNearest(String unknown, String nearest, String names) {
        assertEquals("; did you mean " + nearest + "?", NearMiss.suggestion(unknown, List.of(names.split("\\|"))));
    }
}
