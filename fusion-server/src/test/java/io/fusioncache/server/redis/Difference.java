package io.fusioncache.server.redis;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A place where replies are meant to differ from Redis's, as {@code differences.txt} lists them.
 *
 * @param name a short name
 * @param family the probe file it shows in, or {@code protocol}
 * @param command which commands, the words separated by blanks
 * @param redis what Redis replies
 * @param fusion what this server replies
 * @param title what differs, in a few words
 * @param reason why
 */
record Difference(
        String name, String family, Pattern command, Pattern redis, Pattern fusion, String title, String reason) {

    static List<Difference> all() throws IOException {
        List<Difference> all = new ArrayList<>();
        Map<String, String> fields = new TreeMap<>();
        for (String line : ProbeFile.lines("differences.txt")) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            if (line.startsWith("[")) {
                finish(fields, all);
                fields.put("name", line.substring(1, line.length() - 1));
            } else {
                int equals = line.indexOf(" = ");
                fields.put(line.substring(0, equals), line.substring(equals + 3));
            }
        }
        finish(fields, all);
        return all;
    }

    private static void finish(Map<String, String> fields, List<Difference> all) throws IOException {
        if (fields.isEmpty()) {
            return;
        }
        if (fields.size() != 7) {
            throw new IOException("a difference has seven fields: " + fields);
        }
        all.add(new Difference(
                fields.getOrDefault("name", ""),
                fields.getOrDefault("family", ""),
                pattern(fields, "command"),
                pattern(fields, "redis"),
                pattern(fields, "fusion"),
                fields.getOrDefault("title", ""),
                fields.getOrDefault("reason", "")));
        fields.clear();
    }

    private static Pattern pattern(Map<String, String> fields, String name) {
        return Pattern.compile(fields.getOrDefault(name, ""), Pattern.DOTALL);
    }

    boolean explains(String sent, WireReply fromRedis, WireReply fromFusion) {
        return command.matcher(sent).matches()
                && redis.matcher(fromRedis.toString()).matches()
                && fusion.matcher(fromFusion.toString()).matches();
    }
}
