package io.fusioncache.cli.shell;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where in JSON the cursor is.
 *
 * @param start where begins what is being typed there; the cursor when nothing is
 * @param typed what is being typed there, without its quote
 * @param expects what can stand there
 * @param path names of the members around the place, the outermost first
 * @param inArray whether the innermost bracket is an array's
 * @param siblings members with texts beside the place and beside every object around it
 * @param closers what would close everything
 */
record JsonPlace(
        int start,
        String typed,
        Expected expects,
        List<String> path,
        boolean inArray,
        Map<String, String> siblings,
        String closers) {
    /** What can stand at a place. */
    enum Expected {
        NAME,
        VALUE,
        /** A comma or a closing bracket. */
        END,
        /** A colon. */
        COLON
    }

    /** The place at the end of the text. */
    static JsonPlace atEnd(String text, int start) {
        JsonScan scan = JsonScan.of(text, start);
        Reader reader = new Reader(text);
        List<JsonScan.Token> tokens = scan.tokens();
        JsonScan.Token last = tokens.isEmpty() ? null : tokens.getLast();
        boolean partial = last != null && last.end() == text.length() && isPartial(last);
        for (JsonScan.Token token : partial ? tokens.subList(0, tokens.size() - 1) : tokens) {
            reader.take(token);
        }
        int from = partial && last != null ? last.start() : text.length();
        String typed = text.substring(from);
        return new JsonPlace(
                from,
                typed.startsWith("\"") ? typed.substring(1) : typed,
                reader.expects,
                reader.path(),
                reader.inArray(),
                reader.siblings(),
                scan.closers());
    }

    /** What could still be added to the end of a name or word. */
    private static boolean isPartial(JsonScan.Token token) {
        return switch (token.kind()) {
            case NAME, STRING -> !token.closed();
            case NUMBER, WORD -> true;
            case WRONG -> token.end() - token.start() > 1 || token.closed();
            case STRUCTURE -> false;
        };
    }

    /** Follows the tokens. */
    private static final class Reader {
        private final String text;
        private final Deque<Frame> frames = new ArrayDeque<>();
        private Expected expects = Expected.VALUE;

        Reader(String text) {
            this.text = text;
        }

        void take(JsonScan.Token token) {
            switch (token.kind()) {
                case NAME -> {
                    innermost().name = content(token);
                    expects = Expected.COLON;
                }
                case STRUCTURE -> structure(text.charAt(token.start()));
                default -> {
                    innermost().texts.put(String.valueOf(innermost().name), content(token));
                    expects = Expected.END;
                }
            }
        }

        private void structure(char character) {
            switch (character) {
                case '{', '[' -> {
                    frames.push(new Frame(character == '['));
                    expects = character == '{' ? Expected.NAME : Expected.VALUE;
                }
                case '}', ']' -> {
                    frames.poll();
                    expects = Expected.END;
                }
                case ':' -> expects = Expected.VALUE;
                default -> {
                    boolean array = innermost().array;
                    innermost().name = array ? innermost().name : null;
                    expects = array ? Expected.VALUE : Expected.NAME;
                }
            }
        }

        private Frame innermost() {
            Frame frame = frames.peek();
            return frame == null ? new Frame(true) : frame;
        }

        private String content(JsonScan.Token token) {
            String raw = text.substring(token.start(), token.end());
            return raw.length() > 1 && raw.startsWith("\"") ? raw.substring(1, raw.length() - 1) : raw;
        }

        List<String> path() {
            List<String> path = new ArrayList<>();
            for (Frame frame : frames) {
                String name = frame.name;
                boolean own = frame.equals(frames.peek()) && expects == Expected.NAME;
                if (name != null && !own) {
                    path.add(name);
                }
            }
            Collections.reverse(path);
            return path;
        }

        boolean inArray() {
            return innermost().array;
        }

        Map<String, String> siblings() {
            Map<String, String> siblings = new HashMap<>();
            frames.descendingIterator().forEachRemaining(frame -> siblings.putAll(frame.texts));
            return siblings;
        }
    }

    /** What is known of an open bracket. */
    private static final class Frame {
        private final boolean array;
        private final Map<String, String> texts = new HashMap<>();
        private @Nullable String name;

        Frame(boolean array) {
            this.array = array;
        }
    }
}
