package io.fusioncache.server.query.golden;

import io.fusioncache.server.query.QuerySource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A file of golden cases. Its lines:
 *
 * <pre>{@code
 * # a comment
 * == the name of a case
 * @on rest, bulk            run over these only; without it, over all but bulk
 * @not rest                 run over all others
 * @settings maxDepth=2      configure the server so
 * @pipelined                send all queries of the case at once
 * > {"COUNT":{}}           a query; several such lines are one query
 * < {"COUNT_RSP":{}}       the answer it must get; several such lines are one answer
 * ! COUNT 1000 Person       the error it must get: the query's name, the code, what it is about
 * < nothing                the server must be silent
 * }</pre>
 *
 * <p>What stands before the first case is done before each of them. Answers are compared token by token: order and the
 * spelling of numbers count, blanks don't. The string {@code "*"} in an answer stands for any value. {@code $name} in an
 * answer is an OID that is remembered, and must be the same where it stands again; in a query it is replaced by it.
 * {@code «text*600»} is that text 600 times.
 */
public final class GoldenScript {
    private static final Pattern REPEAT = Pattern.compile("«(.+?)\\*(\\d+)»");
    private static final Pattern ERROR = Pattern.compile("! (\\w+) (\\d+) (.*)");
    private static final String SILENCE = "nothing";

    private final String name;
    private final List<GoldenCase> cases = new ArrayList<>();
    private final List<GoldenStep> setup = new ArrayList<>();
    private List<GoldenStep> steps = setup;
    private @Nullable String caseName;
    private int caseLine;
    private Set<QuerySource> sources = usual();
    private Map<String, String> settings = new HashMap<>();
    private boolean pipelined;
    private final StringBuilder request = new StringBuilder();
    private final StringBuilder expected = new StringBuilder();
    private int requestLine;

    private GoldenScript(String name) {
        this.name = name;
    }

    /** Every script of the project, by name. */
    public static List<GoldenScript> all() {
        Path folder = Path.of("src", "test", "resources", "golden");
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".fql"))
                    .sorted()
                    .map(GoldenScript::read)
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Every request of every script. */
    public static Stream<String> requests() {
        return all().stream()
                .flatMap(script -> script.cases.stream())
                .flatMap(each -> Stream.concat(each.setup().stream(), each.steps().stream()))
                .map(GoldenStep::request);
    }

    private static GoldenScript read(Path file) {
        try {
            return parse(String.valueOf(file.getFileName()), Files.readAllLines(file));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** A script from its lines. */
    static GoldenScript parse(String name, List<String> lines) {
        GoldenScript script = new GoldenScript(name);
        for (int i = 0; i < lines.size(); i++) {
            script.line(i + 1, lines.get(i));
        }
        script.endStep();
        script.endCase();
        return script;
    }

    /** The file's name. */
    public String name() {
        return name;
    }

    List<GoldenCase> cases() {
        return cases;
    }

    private static Set<QuerySource> usual() {
        return EnumSet.complementOf(EnumSet.of(QuerySource.BULK));
    }

    private void line(int number, String line) {
        if (line.startsWith("> ")) {
            if (!expected.isEmpty()) {
                endStep();
            }
            if (request.isEmpty()) {
                requestLine = number;
            } else {
                request.append('\n');
            }
            request.append(line, 2, line.length());
        } else if (line.startsWith("< ")) {
            expected.append(line, 2, line.length()).append('\n');
        } else if (line.startsWith("! ")) {
            expected.append(error(number, line));
        } else {
            endStep();
            if (line.startsWith("== ")) {
                endCase();
                caseName = line.substring(3);
                caseLine = number;
                steps = new ArrayList<>();
            } else if (line.startsWith("@")) {
                directive(number, line);
            } else if (!line.isBlank() && !line.startsWith("#")) {
                throw wrong(number, "a line of no known kind");
            }
        }
    }

    private String error(int number, String line) {
        Matcher matcher = ERROR.matcher(line);
        if (!matcher.matches()) {
            throw wrong(number, "an error is written ! NAME CODE about");
        }
        String about = matcher.group(3).replace("\\", "\\\\").replace("\"", "\\\"");
        return "{\"" + matcher.group(1) + "_RSP_ERR\":{\"_err\":{\"_c\":" + matcher.group(2) + ",\"_a\":\"" + about
                + "\",\"_m\":\"*\"}}}";
    }

    private void directive(int number, String line) {
        String[] words = line.split("[ ,]+", -1);
        List<String> values = List.of(words).subList(1, words.length);
        switch (words[0]) {
            case "@on" -> sources = sources(values);
            case "@not" -> sources.removeAll(sources(values));
            case "@pipelined" -> pipelined = true;
            case "@settings" -> values.forEach(value -> settings.put(value.split("=", 2)[0], value.split("=", 2)[1]));
            default -> throw wrong(number, "there is no " + words[0]);
        }
    }

    private static Set<QuerySource> sources(List<String> names) {
        Set<QuerySource> sources = EnumSet.noneOf(QuerySource.class);
        names.forEach(name -> sources.add(QuerySource.valueOf(name.toUpperCase(Locale.ROOT))));
        return sources;
    }

    private void endStep() {
        if (request.isEmpty()) {
            if (!expected.isEmpty()) {
                throw wrong(requestLine, "an answer without a query");
            }
            return;
        }
        if (expected.isEmpty()) {
            throw wrong(requestLine, "a query without an answer");
        }
        String answer = expand(expected.toString().strip());
        steps.add(new GoldenStep(requestLine, expand(request.toString()), answer.equals(SILENCE) ? null : answer));
        request.setLength(0);
        expected.setLength(0);
    }

    private static String expand(String text) {
        return REPEAT.matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(match.group(1).repeat(Integer.parseInt(match.group(2)))));
    }

    private void endCase() {
        if (caseName == null) {
            return;
        }
        if (steps.isEmpty()) {
            throw wrong(caseLine, "a case without a step");
        }
        cases.add(new GoldenCase(
                caseName, caseLine, sources, settings, pipelined, List.copyOf(setup), List.copyOf(steps)));
        sources = usual();
        settings = new HashMap<>();
        pipelined = false;
    }

    private IllegalArgumentException wrong(int number, String reason) {
        return new IllegalArgumentException(name + ":" + number + ": " + reason);
    }
}
