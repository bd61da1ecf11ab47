package io.fusioncache.server.engine.object;

import com.google.re2j.Pattern;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Draws classes, values and conditions from a small domain, so that they often meet. */
final class RandomWorld {
    private static final String[] TEXTS = {
        "", "a", "b", "ab", "abc", "Zoë", "żółw", "日本", "𝄞", "long text of many bytes"
    };
    private static final long[] WHOLES = {0, 1, -1, 2, 7, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 40};
    private static final double[] DECIMALS = {0.0, -0.0, 1.0, 1.5, -2.25, Double.MAX_VALUE, Double.MIN_VALUE, 1e-9};
    private static final String[] NUMBERS = {"0", "1", "1.0", "1.50", "15e-1", "-3", "1e3", "1000"};
    private static final String[] PATTERNS = {"a.*", ".*", "", "[a-z]+", ".", "Zo.", "(a|b)"};

    private final SplittableRandom random;

    RandomWorld(SplittableRandom random) {
        this.random = random;
    }

    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** Classes that link to each other and to themselves. */
    List<ClassDefinition> classes(int count) {
        List<ClassDefinition> classes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            List<MemberDefinition> members = new ArrayList<>();
            int number = 2 + below(6);
            for (int m = 0; m < number; m++) {
                boolean list = chance(30);
                boolean link = chance(35);
                MemberType type = link
                        ? new MemberType.Link("C" + below(count), list)
                        : new MemberType.Plain(oneOf(List.of(ScalarType.values())), list);
                members.add(new MemberDefinition("m" + m, type, !link && chance(50)));
            }
            classes.add(new ClassDefinition("C" + i, members));
        }
        return classes;
    }

    Scalar scalar(ScalarType type) {
        return switch (type) {
            case STRING -> text(TEXTS[below(TEXTS.length)]);
            case INT, UINT -> new Scalar.Whole(WHOLES[below(WHOLES.length)]);
            case DECIMAL -> new Scalar.Decimal(DECIMALS[below(DECIMALS.length)]);
            case BOOL -> new Scalar.Bool(chance(50));
            case ANY -> {
                if (chance(40)) {
                    yield scalar(ScalarType.STRING);
                }
                yield chance(30) ? scalar(ScalarType.BOOL) : number(NUMBERS[below(NUMBERS.length)]);
            }
        };
    }

    List<Scalar> scalars(ScalarType type, int most) {
        List<Scalar> scalars = new ArrayList<>();
        int number = below(most + 1);
        for (int i = 0; i < number; i++) {
            scalars.add(scalar(type));
        }
        return scalars;
    }

    List<Condition> conditions(ObjectClass objectClass, int depth) {
        List<Condition> conditions = new ArrayList<>();
        int number = chance(10) ? 0 : 1 + below(2);
        for (int i = 0; i < number; i++) {
            conditions.add(condition(oneOf(objectClass.columns()), depth));
        }
        return conditions;
    }

    private Condition condition(Column column, int depth) {
        if (chance(8)) {
            return new Condition.Absent(column);
        }
        @Nullable
        ScalarType type = column.definition().type() instanceof MemberType.Plain plain ? plain.scalar() : null;
        if (type == null) {
            return new Condition.Linked(column, depth == 0 ? List.of() : conditions(column.target(), depth - 1));
        }
        if (chance(15)) {
            return new Condition.In(column, scalars(type, 4));
        }
        if ((type == ScalarType.STRING || type == ScalarType.ANY) && chance(15)) {
            return new Condition.Matches(column, Pattern.compile(PATTERNS[below(PATTERNS.length)]));
        }
        Condition.Comparison comparison =
                chance(60) ? Condition.Comparison.EQUAL : oneOf(List.of(Condition.Comparison.values()));
        return new Condition.Compare(column, comparison, scalar(type));
    }

    static Scalar.Text text(String text) {
        return new Scalar.Text(text.getBytes(StandardCharsets.UTF_8));
    }

    static Scalar.Numeral number(String number) {
        return new Scalar.Numeral(new BigDecimal(number), number.getBytes(StandardCharsets.US_ASCII));
    }
}
