package io.fusioncache.server.query.golden;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Compares answers with what is expected of them, and remembers the OIDs behind placeholders. */
final class GoldenMatcher {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$([a-z][A-Za-z0-9]*)");
    private static final Pattern OID =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");

    private final JsonFactory json = new JsonFactory();
    private final Map<String, String> bound = new HashMap<>();

    /** The query with its placeholders replaced; all of them must be known. */
    String fill(String request) {
        return PLACEHOLDER.matcher(request).replaceAll(match -> {
            String oid = bound.get(match.group(1));
            if (oid == null) {
                throw new IllegalStateException("$" + match.group(1) + " was in no answer yet");
            }
            return Matcher.quoteReplacement(oid);
        });
    }

    /** What differs between the two texts, or null when the answer is as expected. */
    @Nullable
    String difference(String expected, String actual) {
        try (JsonParser wanted = json.createParser(ObjectReadContext.empty(), expected);
                JsonParser got = json.createParser(ObjectReadContext.empty(), actual)) {
            while (true) {
                JsonToken token = wanted.nextToken();
                JsonToken other = got.nextToken();
                if (token == JsonToken.VALUE_STRING && wanted.getString().equals("*") && other != null) {
                    if (other.isStructEnd()) {
                        return "nothing stands for \"*\" at "
                                + got.streamReadContext().pathAsPointer();
                    }
                    got.skipChildren();
                    continue;
                }
                if (token != other) {
                    return token + " expected, " + other + " found at "
                            + got.streamReadContext().pathAsPointer();
                }
                if (token == null) {
                    return null;
                }
                if (!sameText(token, wanted.getString(), got.getString())) {
                    return wanted.getString() + " expected, " + got.getString() + " found at "
                            + got.streamReadContext().pathAsPointer();
                }
            }
        }
    }

    private boolean sameText(JsonToken token, String wanted, String got) {
        Matcher placeholder = PLACEHOLDER.matcher(wanted);
        if (token != JsonToken.VALUE_STRING || !placeholder.matches()) {
            return wanted.equals(got);
        }
        String known = bound.get(placeholder.group(1));
        if (known != null) {
            return known.equals(got);
        }
        if (!OID.matcher(got).matches() || bound.containsValue(got)) {
            return false;
        }
        bound.put(placeholder.group(1), got);
        return true;
    }
}
