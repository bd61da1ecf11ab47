package io.fusioncache.cli.transfer;

import io.fusioncache.cli.json.JsonTree;
import io.fusioncache.cli.render.JsonPrinter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Values as the member's type has them. */
final class Scalars {
    private static final BigInteger UINT_LIMIT = BigInteger.ONE.shiftLeft(64);
    private static final int LONGEST_SURE_INT = 18;

    private Scalars() {}

    /**
     * The value as JSON text.
     *
     * @param coerce whether text is converted
     * @throws RowFault when it does not fit
     */
    static String json(JsonTree value, String type, boolean coerce, String path) {
        if (value instanceof JsonTree.Text text) {
            return type.equals("string") || type.equals("any")
                    ? JsonPrinter.quote(text.value())
                    : ofText(text.value(), type, coerce, path);
        }
        if (value instanceof JsonTree.Literal literal) {
            boolean fits = switch (type) {
                case "any" -> true;
                case "bool" -> !literal.isNumber();
                case "decimal" -> literal.isNumber();
                case "int" -> literal.isNumber() && isInt(literal.value());
                case "uint" -> literal.isNumber() && isUint(literal.value());
                default -> false;
            };
            if (fits) {
                return literal.value();
            }
            if (type.equals("string") && coerce) {
                return JsonPrinter.quote(literal.value());
            }
        }
        throw unfit(value, type, path);
    }

    private static String ofText(String text, String type, boolean coerce, String path) {
        String stripped = text.strip();
        String converted = coerce ? converted(stripped, type) : null;
        if (converted == null) {
            String hint = !coerce && converted(stripped, type) != null ? "; --coerce converts text" : "";
            throw new RowFault(path + ": \"" + text + "\" is text, not " + article(type) + hint);
        }
        return converted;
    }

    private static @Nullable String converted(String text, String type) {
        return switch (type) {
            case "bool" -> {
                String lower = text.toLowerCase(Locale.ROOT);
                yield lower.equals("true") || text.equals("1")
                        ? "true"
                        : lower.equals("false") || text.equals("0") ? "false" : null;
            }
            case "int", "uint" -> {
                String integer = integer(text);
                boolean fits = integer != null && (type.equals("int") ? isInt(integer) : isUint(integer));
                yield fits ? integer : null;
            }
            default -> decimal(text);
        };
    }

    private static @Nullable String integer(String text) {
        try {
            return new BigInteger(text).toString();
        } catch (NumberFormatException expected) {
            return null; // What does not fit is told by the caller, who knows the member.
        }
    }

    private static @Nullable String decimal(String text) {
        try {
            // What is JSON already keeps its digits; the rest (".5", "+1") is written the JSON way.
            return isJsonNumber(text) ? text : new BigDecimal(text).toString();
        } catch (NumberFormatException expected) {
            return null; // As above.
        }
    }

    private static boolean isJsonNumber(String text) {
        int position = text.startsWith("-") ? 1 : 0;
        int start = position;
        while (position < text.length() && isDigit(text.charAt(position))) {
            position++;
        }
        int integerDigits = position - start;
        if (integerDigits == 0 || (integerDigits > 1 && text.charAt(start) == '0')) {
            return false;
        }
        if (position < text.length() && text.charAt(position) == '.') {
            int fraction = ++position;
            while (position < text.length() && isDigit(text.charAt(position))) {
                position++;
            }
            return position > fraction && position == text.length();
        }
        return position == text.length();
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }

    private static boolean isInt(String number) {
        return isInteger(number) && (number.length() <= LONGEST_SURE_INT || new BigInteger(number).bitLength() < 64);
    }

    private static boolean isUint(String number) {
        return isInteger(number)
                && !number.startsWith("-")
                && (number.length() <= LONGEST_SURE_INT || new BigInteger(number).compareTo(UINT_LIMIT) < 0);
    }

    private static boolean isInteger(String number) {
        return number.chars().allMatch(character -> character == '-' || isDigit((char) character));
    }

    static RowFault unfit(JsonTree value, String type, String path) {
        String kind = value instanceof JsonTree.Members
                ? "an object"
                : value instanceof JsonTree.Items ? "a list" : JsonPrinter.compact(value);
        return new RowFault(path + ": " + kind + " is not " + article(type));
    }

    private static String article(String type) {
        return (type.equals("int") || type.equals("uint") ? "an " : "a ") + type;
    }
}
