package io.fusioncache.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LoadDumpTest {
    private static final String COUNTRY =
            "{\"Country\":{\"name\":\"string\",\"code\":{\"_type\":\"string\",\"_index\":true}}}";
    private static final String CITY =
            "{\"City\":{\"name\":\"string\",\"lat\":\"decimal\",\"country\":\"Country\",\"tags\":\"string[]\"}}";

    @TempDir
    private Path folder = Path.of(".");

    private final ServerFixture server = new ServerFixture();

    @AfterEach
    void stop() {
        server.close();
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private String find(String terms) {
        return find(server, terms);
    }

    /** What is found, without the OIDs. */
    private static String find(ServerFixture in, String terms) {
        return in.cli()
                .run("exec", "-o", "json", "{\"FIND\":" + terms + "}")
                .out()
                .replaceAll(",?\"_oid\":\"[^\"]*\"", "")
                .strip();
    }

    private void loadCountries() throws IOException {
        String countries = file(
                "c.json",
                "[{\"name\":{\"common\":\"Andorra\"},\"code\":\"AD\",\"tld\":[\".ad\"]},\n"
                        + "{\"name\":{\"common\":\"France\"},\"code\":\"FR\"}]");
        server.cli()
                .run(
                        "load",
                        "--class",
                        "Country",
                        "--create",
                        COUNTRY,
                        "--map",
                        "name=name.common",
                        "--ignore-unknown",
                        countries)
                .is(0, "", "Stored 2 objects in ");
    }

    @Test
    void loadsJsonWithMapsAndLinks() throws IOException {
        loadCountries();
        String cities = file("cities.json", "[{\"name\":\"Vila\",\"lat\":\"42.50\",\"country\":\"AD\"}]");
        server.cli()
                .run("load", "--class", "City", "--create", CITY, "--coerce", "--link", "country=Country.code", cities)
                .is(0, "", "Stored 1 object in ");
        assertEquals(
                "{\"FIND_RSP\":[{\"City\":{\"name\":\"Vila\",\"lat\":42.5,"
                        + "\"country\":{\"Country\":{\"name\":\"Andorra\",\"code\":\"AD\"}}}}]}",
                find("{\"City\":{\"country\":{\"code\":\"AD\"}}}"));
    }

    @Test
    void loadsCsvByTheTypesOfTheClass() throws IOException {
        loadCountries();
        server.cli().run("exec", "{\"CREATE_CLASSES\":" + CITY + "}");
        String csv = file(
                "x.csv",
                String.join(
                        "\r\n",
                        "\uFEFFname,lat,country.name,tags",
                        "\"Say \"\"hi\"\", twice\",.5,Spain,\"[\"\"a\"\",\"\"b\"\"]\"",
                        "\"two\nlines\",,,",
                        "\"\",-1e3,,[]"));
        server.cli().run("load", "--class", "City", csv).is(0, "", "Stored 3 objects");
        assertEquals(
                "{\"FIND_RSP\":[{\"City\":{\"name\":\"Say \\\"hi\\\", twice\",\"lat\":0.5,"
                        + "\"country\":{\"Country\":{\"name\":\"Spain\"}},\"tags\":[\"a\",\"b\"]}},"
                        + "{\"City\":{\"name\":\"two\\nlines\"}},{\"City\":{\"name\":\"\",\"lat\":-1000,\"tags\":[]}}]}",
                find("{\"City\":{}}").replace("-1000.0", "-1000"));
    }

    @Test
    void namesTheRowThatIsWrongAndWhatWasStored() throws IOException {
        server.cli().run("exec", "{\"CREATE_CLASSES\":" + CITY.replace("\"Country\"", "\"string\"") + "}");
        String rows = "{\"name\":\"a\"}\n{\"name\":\"b\"}\n";
        String load = file("1.json", rows + "{\"name\":7}\n" + rows);
        server.cli()
                .run("load", "--class", "City", load)
                .is(2, "", "1.json:3 (record 3): name: 7 is not a string\nstored before the end: ");
        assertEquals(2, find("{\"City\":{}}").split("\"City\"", -1).length - 1);
        server.cli()
                .run("load", "--class", "City", file("2.json", "{\"lat\":\"1.5\"}"))
                .is(2, "", "lat: \"1.5\" is text, not a decimal; --coerce converts text\nnothing was stored");
        server.cli()
                .run("load", "--class", "City", file("3.json", "{\"nam\":\"x\"}"))
                .is(2, "", "class City has no such member; --ignore-unknown drops it");
        server.cli()
                .run("load", "--class", "City", file("4.json", "{\"name\":\"x\"}\n{\"name\":\"x\",\"name\":\"y\"}"))
                .is(2, "", "4.json:2:");
        server.cli()
                .run("load", "--class", "City", file("5.csv", "name,lat\na,1\n\"b\",x\n"))
                .is(2, "", "5.csv:3 (record 2): lat: \"x\" is text, not a decimal\n");
        server.cli()
                .run("load", "--class", "City", file("6.csv", "name,lat\na\n"))
                .is(2, "", "6.csv:2: record 1 has 1 cells");
        server.cli().run("load", "--class", "City", file("7.json", "[1]")).is(2, "", "record 1 is no object");
    }

    @Test
    void tellsWhyALinkCanNotBeMade() throws IOException {
        loadCountries();
        String cities = file("cities.json", "{\"name\":\"X\",\"country\":\"XX\"}");
        server.cli()
                .run("load", "--class", "City", "--create", CITY, "--link", "country=Country.code", cities)
                .is(2, "", "no object of class Country has code \"XX\"");
        server.cli()
                .run("load", "--class", "City", "--link", "country=Country.code", "--link-missing", "null", cities)
                .is(0, "", "Stored 1 object");
        assertEquals("{\"FIND_RSP\":[{\"City\":{\"name\":\"X\"}}]}", find("{\"City\":{}}"));
        server.cli()
                .run("load", "--class", "City", "--link", "country=Country.no", cities)
                .is(2, "", "there is no member Country.no");
    }

    @Test
    void refusesWrongOptions() throws IOException {
        String empty = file("e.json", "");
        server.cli().run("load", "--class", "City", empty).is(2, "", "there is no class City");
        server.cli().run("load", empty).is(2, "", "--class or --kv is missing");
        server.cli().run("load", "--class", "City").is(2, "", "name a file");
        server.cli()
                .run("load", "--class", "City", folder.resolve("none").toString())
                .is(2, "", "can't read");
        server.cli().run("load", "--class", "A", "--map", "x", empty).is(2, "", "--map: \"x\" is not of the form");
        server.cli().run("load", "--class", "A", "--link", "x=y", empty).is(2, "", "MEMBER=CLASS.MEMBER");
        server.cli().run("load", "--class", "A", "--format", "xml", empty).is(2, "", "--format");
        loadCountries();
        server.cli()
                .run("load", "--class", "Country", "--create", "{\"code\":\"int\"}", empty)
                .is(1, "", "class Country is there with another definition");
    }

    @Test
    void loadsManyRowsInSeveralBatchesFromStandardInput() {
        String rows = IntStream.range(0, 60_000)
                .mapToObj(i -> "{\"name\":\"city number " + i + "\",\"tags\":[\"a\",\"b\"]}")
                .collect(Collectors.joining("\n"));
        CliRun run = server.cli()
                .in(rows)
                .run(
                        "load",
                        "--progress",
                        "--class",
                        "C",
                        "--create",
                        "{\"name\":\"string\",\"tags\":\"string[]\"}",
                        "-");
        run.is(0, "", "Stored 60000 objects in ");
        assertEquals(
                "{\"COUNT_RSP\":{\"C\":{\"_cnt\":60000}}}\n",
                server.cli().run("exec", "{\"COUNT\":{}}").out());
        server.cli().in("").run("load", "--quiet", "--class", "C", "-").is(0, "", "");
    }

    @Test
    void givesBackWhatItDumps() {
        String script =
                "{\"CREATE_CLASSES\":{\"N\":{\"n\":{\"_type\":\"int\",\"_index\":true},\"next\":\"N\",\"all\":\"M[]\"},"
                        + "\"M\":{\"s\":\"string\",\"u\":\"uint\",\"d\":\"decimal[]\",\"x\":\"any\",\"up\":\"N\"}}}\n"
                        + "{\"STORE\":{\"_class\":\"M\",\"_objects\":[{\"s\":\"\\u0000\\\"\u00e9\",\"u\":18446744073709551615,"
                        + "\"d\":[1.5,-0.25],\"x\":true},{\"s\":\"shared\",\"x\":\"t\"}]}}\n"
                        + "{\"STORE\":{\"_class\":\"N\",\"_objects\":[{\"n\":1},{\"n\":2},{\"n\":3}]}}";
        server.cli().in(script).run("exec");
        String shared = oid("{\"M\":{\"s\":\"shared\"}}");
        String first = oid("{\"N\":{\"n\":1}}");
        String second = oid("{\"N\":{\"n\":2}}");
        for (String link : List.of(
                update("N", "n\":1", "next\":{\"_oid\":\"" + second + "\"}"),
                update("N", "n\":2", "next\":{\"_oid\":\"" + first + "\"}"),
                update("N", "n\":1", "all\":[{\"_oid\":\"" + shared + "\"},{\"_oid\":\"" + shared + "\"}]"),
                update("N", "n\":2", "all\":[{\"_oid\":\"" + shared + "\"}]"),
                update("M", "s\":\"shared\"", "up\":{\"_oid\":\"" + first + "\"}"))) {
            assertEquals(0, server.cli().run("exec", link).status(), link);
        }
        String before = find("{\"N\":{}}") + find("{\"M\":{}}");
        assertTrue(before.contains("\"next\""), before);
        CliRun dump = server.cli().run("dump").is(0, server.cli().run("dump").out(), "Wrote 5 objects");
        try (ServerFixture other = new ServerFixture()) {
            other.cli().in(dump.out()).run("load", "-").is(0, "", "Stored 5 objects");
            assertEquals(before, find(other, "{\"N\":{}}") + find(other, "{\"M\":{}}"));
            other.cli()
                    .run("exec", "{\"COUNT\":{}}")
                    .is(0, "{\"COUNT_RSP\":{\"M\":{\"_cnt\":2},\"N\":{\"_cnt\":3}}}\n", "");
        }
        server.cli().run("dump", "--class", "Nope").is(2, "", "there is no class Nope");
    }

    private String oid(String terms) {
        String answer = server.cli()
                .run("exec", "{\"FIND\":{\"_depth\":0," + terms.substring(1) + "}")
                .out();
        int at = answer.lastIndexOf("\"_oid\":\"") + 8;
        return answer.substring(at, at + 36);
    }

    private static String update(String className, String where, String what) {
        return "{\"UPDATE\":{\"" + className + "\":{\"_where\":{\"" + where + "},\"" + what + "}}}";
    }
}
