package io.fusioncache.common.config;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** How a setting's value is written, and what is allowed. */
public sealed interface SettingType<T> {

    /**
     * The value of a text, as it stands in a flag, a variable or the file.
     *
     * @throws IllegalArgumentException when it is not allowed; the message goes on after the setting's name, such as
     *     "takes true or false, not maybe"
     */
    T parse(String text);

    /** The value of a list in the file. Only lists take one. */
    default T parse(List<String> texts) {
        throw new IllegalArgumentException("takes one value, not a list");
    }

    /** The value as a text that {@link #parse(String)} takes. */
    default String print(T value) {
        return String.valueOf(value);
    }

    /** What it is called in the reference: {@code boolean}, {@code bytes} and so on. */
    String kind();

    /** What is allowed, in a few words; empty when there is nothing to say. */
    default String range() {
        return "";
    }

    /** {@code true} or {@code false}. */
    record Truth() implements SettingType<Boolean> {
        @Override
        public Boolean parse(String text) {
            return switch (text) {
                case "true" -> true;
                case "false" -> false;
                default -> throw new IllegalArgumentException("takes true or false, not " + quoted(text));
            };
        }

        @Override
        public String kind() {
            return "boolean";
        }
    }

    /** A whole number. */
    record Whole(int least, int most) implements SettingType<Integer> {
        @Override
        public Integer parse(String text) {
            long number = wholeNumber(text, "a whole number");
            if (number < least || number > most) {
                throw new IllegalArgumentException("takes " + range() + ", not " + text);
            }
            return (int) number;
        }

        @Override
        public String kind() {
            return "number";
        }

        @Override
        public String range() {
            return least + " to " + most;
        }
    }

    /** A number of bytes, plain or with a unit: {@code 1048576}, {@code 1MiB}. */
    record Bytes(long least, long most) implements SettingType<Long> {
        @Override
        public Long parse(String text) {
            long bytes = ByteSize.parse(text);
            if (bytes < least || bytes > most) {
                throw new IllegalArgumentException("takes " + range() + ", not " + text);
            }
            return bytes;
        }

        @Override
        public String print(Long value) {
            return ByteSize.print(value);
        }

        @Override
        public String kind() {
            return "bytes";
        }

        @Override
        public String range() {
            return ByteSize.print(least) + " to " + ByteSize.print(most);
        }
    }

    /** A share of the memory there is, or a number of bytes: {@code 60%}, {@code 2GiB}. */
    record Share(long leastBytes) implements SettingType<MemoryShare> {
        @Override
        public MemoryShare parse(String text) {
            if (text.endsWith("%")) {
                long percent = wholeNumber(text.substring(0, text.length() - 1), "a share such as 60%");
                if (percent < 1 || percent > 95) {
                    throw new IllegalArgumentException("takes " + range() + ", not " + text);
                }
                return new MemoryShare.Percent((int) percent);
            }
            long bytes = ByteSize.parse(text);
            if (bytes < leastBytes) {
                throw new IllegalArgumentException("takes " + range() + ", not " + text);
            }
            return new MemoryShare.Fixed(bytes);
        }

        @Override
        public String kind() {
            return "bytes or share";
        }

        @Override
        public String range() {
            return "1% to 95%, or at least " + ByteSize.print(leastBytes);
        }
    }

    /** A span of time: {@code 30s}, {@code 250ms}, {@code 5m}; a bare number is seconds. */
    record Span(Duration least, Duration most) implements SettingType<Duration> {
        @Override
        public Duration parse(String text) {
            String unit = text.replaceFirst("^[0-9]*", "");
            long number = wholeNumber(text.substring(0, text.length() - unit.length()), "a time such as 30s");
            Duration span = switch (unit) {
                case "ms" -> Duration.ofMillis(number);
                case "s", "" -> Duration.ofSeconds(number);
                case "m" -> Duration.ofMinutes(number);
                default ->
                    throw new IllegalArgumentException("takes a time in ms, s or m, such as 30s, not " + quoted(text));
            };
            if (span.compareTo(least) < 0 || span.compareTo(most) > 0) {
                throw new IllegalArgumentException("takes " + range() + ", not " + text);
            }
            return span;
        }

        @Override
        public String print(Duration value) {
            return value.toMillis() % 1000 == 0 ? value.toSeconds() + "s" : value.toMillis() + "ms";
        }

        @Override
        public String kind() {
            return "time";
        }

        @Override
        public String range() {
            return print(least) + " to " + print(most);
        }
    }

    /** A text that is not empty. */
    record Text(int longest) implements SettingType<String> {
        @Override
        public String parse(String text) {
            if (text.isBlank() || text.length() > longest) {
                throw new IllegalArgumentException("takes " + range());
            }
            return text;
        }

        @Override
        public String kind() {
            return "text";
        }

        @Override
        public String range() {
            return "1 to " + longest + " characters";
        }
    }

    /** Any number of texts; separated by commas where they stand in one text. */
    record Texts() implements SettingType<List<String>> {
        @Override
        public List<String> parse(String text) {
            return parse(List.of(text.split(",", -1)));
        }

        @Override
        public List<String> parse(List<String> texts) {
            return texts.stream()
                    .map(String::strip)
                    .filter(text -> !text.isEmpty())
                    .toList();
        }

        @Override
        public String print(List<String> value) {
            return String.join(",", value);
        }

        @Override
        public String kind() {
            return "list";
        }
    }

    /** One of a few words. */
    record Choice(List<String> words) implements SettingType<String> {
        public Choice {
            words = List.copyOf(words);
        }

        @Override
        public String parse(String text) {
            String word = text.toLowerCase(Locale.ROOT);
            if (!words.contains(word)) {
                throw new IllegalArgumentException("takes " + range() + ", not " + quoted(text));
            }
            return word;
        }

        @Override
        public String kind() {
            return "choice";
        }

        @Override
        public String range() {
            return words.stream().collect(Collectors.joining(", "));
        }
    }

    private static long wholeNumber(String text, String wanted) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("takes " + wanted + ", not " + quoted(text), e);
        }
    }

    private static String quoted(String text) {
        return text.isEmpty() ? "an empty text" : text;
    }
}
