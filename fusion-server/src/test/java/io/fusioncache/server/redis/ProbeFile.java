package io.fusioncache.server.redis;

import io.fusioncache.common.command.LineTokenizer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Commands to be sent to two servers, read from a file: states that a key can be in, probes that are sent in each of
 * them, and what is asked afterwards. {@code strings.txt} explains the format.
 *
 * @param states names and the commands that make them
 * @param after commands sent after each probe
 * @param probes the commands that are compared
 */
record ProbeFile(Map<String, List<List<String>>> states, List<List<String>> after, List<List<String>> probes) {
    private static final Pattern PLACE = Pattern.compile("\\{([^{}]*)}");

    static ProbeFile read(String name) throws IOException {
        Map<String, List<String>> sets = new LinkedHashMap<>();
        Map<String, List<List<String>>> states = new LinkedHashMap<>();
        List<List<String>> after = new ArrayList<>();
        List<List<String>> probes = new ArrayList<>();
        String section = "";
        for (String line : lines(name)) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            if (line.startsWith("[")) {
                section = line;
                continue;
            }
            switch (section) {
                case "[sets]" -> {
                    int equals = line.indexOf(" = ");
                    sets.put(
                            line.substring(0, equals),
                            List.of(line.substring(equals + 3).split(" \\| ", -1)));
                }
                case "[states]" -> {
                    int colon = line.indexOf(": ");
                    String stateName = colon < 0 ? line.substring(0, line.length() - 1) : line.substring(0, colon);
                    List<List<String>> commands = colon < 0
                            ? List.of()
                            : Arrays.stream(line.substring(colon + 2).split(" ; ", -1))
                                    .map(ProbeFile::words)
                                    .toList();
                    states.put(stateName, commands);
                }
                case "[after]" -> after.add(words(line));
                case "[probes]" -> expand(line, sets).forEach(probe -> probes.add(words(probe)));
                default -> throw new IOException(name + ": a line outside of any section: " + line);
            }
        }
        return new ProbeFile(states, after, probes);
    }

    static List<String> lines(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(ProbeFile.class.getResourceAsStream("/redis/" + name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    private static List<String> expand(String line, Map<String, List<String>> sets) {
        Matcher place = PLACE.matcher(line);
        if (!place.find()) {
            return List.of(line);
        }
        String name = place.group(1);
        List<String> choices = sets.getOrDefault(name, List.of(name.split("\\|", -1)));
        List<String> expanded = new ArrayList<>();
        for (String choice : choices) {
            expanded.addAll(expand(line.substring(0, place.start()) + choice + line.substring(place.end()), sets));
        }
        return expanded;
    }

    static List<String> words(String line) {
        byte[] bytes = line.getBytes(StandardCharsets.ISO_8859_1);
        byte[][] words = Objects.requireNonNull(LineTokenizer.split(bytes, 0, bytes.length), line);
        return Arrays.stream(words)
                .map(word -> new String(word, StandardCharsets.ISO_8859_1))
                .toList();
    }
}
