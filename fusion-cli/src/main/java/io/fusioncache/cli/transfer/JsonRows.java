package io.fusioncache.cli.transfer;

import io.fusioncache.cli.console.CliException;
import io.fusioncache.cli.console.ExitStatus;
import io.fusioncache.cli.json.JsonTree;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;

/** Objects one after the other (NDJSON, or over several lines) and arrays of objects, in any mixture. */
final class JsonRows implements RowSource {
    static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final String name;
    private final JsonParser parser;
    /** How many lines of the file were read by others before. */
    private final int linesBefore;

    private boolean inArray;
    private long number;

    /**
     * Reads a file from the beginning of a line on.
     *
     * @param linesBefore how many lines stand before it
     * @param rowsBefore how many rows stand in those
     */
    JsonRows(String name, InputStream in, int linesBefore, long rowsBefore) {
        this.name = name;
        this.linesBefore = linesBefore;
        this.number = rowsBefore;
        this.parser = JSON.createParser(ObjectReadContext.empty(), in);
    }

    @Override
    public @Nullable Row next() {
        try {
            JsonToken token = parser.nextToken();
            while (token == JsonToken.END_ARRAY || (token == JsonToken.START_ARRAY && !inArray)) {
                inArray = token == JsonToken.START_ARRAY;
                token = parser.nextToken();
            }
            if (token == null) {
                return null;
            }
            TokenStreamLocation location = parser.currentTokenLocation();
            number++;
            if (token != JsonToken.START_OBJECT) {
                throw fault(name, linesBefore, location, "record " + number + " is no object");
            }
            return new Row((JsonTree.Members) JsonTree.read(parser), number, linesBefore + location.getLineNr());
        } catch (JacksonException e) {
            throw failure(name, linesBefore, e);
        }
    }

    @Override
    public void passPlain(Schema.ObjectClass of, int longest, PlainSink sink) {
        // Whoever reads single lines has passed over those that are.
    }

    @Override
    public void close() {
        parser.close();
    }

    /** What a parser's failure means for the file: it can't be read, or it is no JSON at that place. */
    static CliException failure(String name, JacksonException failure) {
        return failure(name, 0, failure);
    }

    private static CliException failure(String name, int linesBefore, JacksonException failure) {
        return failure instanceof JacksonIOException
                ? new CliException(ExitStatus.OUTPUT_FAILED, "can't read " + name + ": " + failure.getOriginalMessage())
                : fault(name, linesBefore, failure.getLocation(), failure.getOriginalMessage());
    }

    private static CliException fault(
            String name, int linesBefore, @Nullable TokenStreamLocation location, String message) {
        String place =
                location == null ? "" : ":" + (linesBefore + location.getLineNr()) + ":" + location.getColumnNr();
        return new CliException(ExitStatus.USAGE, name + place + ": " + message);
    }
}
