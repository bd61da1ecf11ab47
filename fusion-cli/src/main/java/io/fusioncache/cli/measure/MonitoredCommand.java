package io.fusioncache.cli.measure;

import io.fusioncache.cli.render.JsonPrinter;
import io.fusioncache.common.command.LineTokenizer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A command that the server has run, as {@code MONITOR} tells it.
 *
 * @param time seconds since 1970 with six decimals
 * @param client the address it came from
 * @param words the command and its arguments
 */
public record MonitoredCommand(String time, String client, List<String> words) {
    private static final Pattern LINE =
            Pattern.compile("([0-9]+\\.[0-9]+) \\[[0-9]+ ([^\\]]*|\\[[^\\]]*\\][^\\]]*)\\] (.*)", Pattern.DOTALL);

    /** Reads a line such as {@code 1700000001.000000 [0 127.0.0.1:50002] "GET" "key:one"}; null when it is none. */
    public static @Nullable MonitoredCommand parse(String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            return null;
        }
        byte[] text = matcher.group(3).getBytes(StandardCharsets.UTF_8);
        byte[][] split = LineTokenizer.split(text, 0, text.length);
        if (split == null) {
            return null;
        }
        List<String> words = new ArrayList<>();
        for (byte[] word : split) {
            words.add(new String(word, StandardCharsets.UTF_8));
        }
        return new MonitoredCommand(matcher.group(1), matcher.group(2), words);
    }

    /** One JSON object on one line. */
    public String json() {
        StringBuilder json = new StringBuilder("{\"time\":").append(time).append(",\"client\":");
        json.append(JsonPrinter.quote(client)).append(",\"command\":[");
        for (int i = 0; i < words.size(); i++) {
            json.append(i == 0 ? "" : ",").append(JsonPrinter.quote(words.get(i)));
        }
        return json.append("]}").toString();
    }
}
