package io.fusioncache.server.query.parse;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.fusioncache.common.fql.FqlError;
import io.fusioncache.common.fql.FqlException;
import io.fusioncache.server.engine.object.Column;
import io.fusioncache.server.engine.object.Condition;
import io.fusioncache.server.engine.object.Condition.Comparison;
import io.fusioncache.server.engine.object.MemberType;
import io.fusioncache.server.engine.object.ObjectClass;
import io.fusioncache.server.engine.object.ScalarType;
import io.fusioncache.server.query.json.JsonReader;
import java.util.ArrayList;
import java.util.List;

/** Terms: the conditions of {@code FIND}, {@code COUNT} and {@code _where}. */
public final class Terms {
    /** How many characters a regular expression may have. */
    public static final int MAX_PATTERN_LENGTH = 1_000;

    private static final String IN = "in";
    private static final String PATTERN = "rgx";
    private static final List<String> OPERATORS = List.of("==", "!=", "<", "<=", ">", ">=", IN, PATTERN);

    private Terms() {}

    /**
     * The object of terms the reader is at, where there must be a term.
     *
     * @param about what the object stands at
     * @throws FqlException 1305 when it is empty, and whatever {@link #add} raises
     */
    public static List<Condition> read(ObjectClass objectClass, String about, JsonReader in) {
        List<Condition> terms = new ArrayList<>();
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            add(objectClass, name, in, terms);
        }
        if (terms.isEmpty()) {
            throw expected(about, "The object of " + about + " holds no term.");
        }
        return terms;
    }

    /** 1305: something must be said about a class or a member. */
    public static FqlException expected(String about, String sentence) {
        return new FqlException(FqlError.TERM_EXPECTED, about, sentence);
    }

    /**
     * Adds what one term asks for.
     *
     * @throws FqlException 1102, 1200, 1201, 1305, 1400, 1501, 1503 or 1801
     */
    public static void add(ObjectClass objectClass, String name, JsonReader in, List<Condition> conditions) {
        Column column = Names.column(objectClass, name);
        if (in.atNull()) {
            conditions.add(new Condition.Absent(column));
            return;
        }
        switch (column.definition().type()) {
            case MemberType.Link link -> {
                if (!in.atObject()) {
                    throw Scalars.differs(in, column, "a link takes an object of terms, or null");
                }
                conditions.add(new Condition.Linked(column, read(column.target(), name, in)));
            }
            case MemberType.Plain plain -> {
                if (in.atObject()) {
                    addComparisons(column, plain.scalar(), in, conditions);
                } else {
                    conditions.add(compare(column, Comparison.EQUAL, plain.scalar(), in));
                }
            }
        }
    }

    private static Condition compare(Column column, Comparison comparison, ScalarType type, JsonReader in) {
        return new Condition.Compare(column, comparison, Scalars.constant(in, column, type));
    }

    private static void addComparisons(Column column, ScalarType type, JsonReader in, List<Condition> conditions) {
        int before = conditions.size();
        for (String operator = in.nextName(); operator != null; operator = in.nextName()) {
            conditions.add(comparison(column, operator, type, in));
        }
        if (conditions.size() == before) {
            String name = column.definition().name();
            throw expected(name, "The object of " + name + " holds no comparison.");
        }
    }

    private static Condition comparison(Column column, String operator, ScalarType type, JsonReader in) {
        return switch (operator) {
            case "==" -> in.atNull() ? new Condition.Absent(column) : compare(column, Comparison.EQUAL, type, in);
            case "!=" -> in.atNull() ? new Condition.Present(column) : compare(column, Comparison.NOT_EQUAL, type, in);
            case "<" -> compare(column, Comparison.LESS, type, in);
            case "<=" -> compare(column, Comparison.LESS_OR_EQUAL, type, in);
            case ">" -> compare(column, Comparison.GREATER, type, in);
            case ">=" -> compare(column, Comparison.GREATER_OR_EQUAL, type, in);
            case IN -> oneOf(column, type, in);
            case PATTERN -> matches(column, type, in);
            default -> {
                Names.requireKey(
                        operator, "the comparisons of " + column.definition().name());
                throw Names.unknownAttribute(operator, OPERATORS);
            }
        };
    }

    private static Condition oneOf(Column column, ScalarType type, JsonReader in) {
        if (!in.atArray()) {
            throw Scalars.differs(in, column, "in takes an array of values");
        }
        var constants = Scalars.constants(in, column, type);
        if (constants.isEmpty()) {
            throw Attributes.empty(IN);
        }
        return new Condition.In(column, constants);
    }

    private static Condition matches(Column column, ScalarType type, JsonReader in) {
        if (type != ScalarType.STRING && type != ScalarType.ANY) {
            throw Scalars.differs(in, column, "rgx is for strings");
        }
        if (!in.atString()) {
            throw Scalars.differs(in, column, "rgx takes a regular expression as a string");
        }
        if (in.charactersLength() > MAX_PATTERN_LENGTH) {
            throw new FqlException(
                    FqlError.VALUE_TOO_LONG,
                    PATTERN,
                    "The regular expression has more than " + MAX_PATTERN_LENGTH + " characters.");
        }
        try {
            return new Condition.Matches(column, Pattern.compile(in.string()));
        } catch (PatternSyntaxException refusal) {
            throw new FqlException(
                    FqlError.TYPE_DIFFERS,
                    PATTERN,
                    "The value of rgx is no regular expression: " + refusal.getDescription() + ".");
        }
    }
}
