package io.fusioncache.server.query.parse;

import io.fusioncache.server.engine.object.MemberType;
import io.fusioncache.server.engine.object.ScalarType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Types as they are written: {@code string}, {@code int[]}, {@code Address}. */
public final class TypeNames {
    private static final String LIST = "[]";
    private static final Map<String, ScalarType> SCALARS = Arrays.stream(ScalarType.values())
            .collect(Collectors.toUnmodifiableMap(TypeNames::text, Function.identity()));

    private TypeNames() {}

    /** True when the name is that of a scalar type. */
    static boolean isScalar(String name) {
        return SCALARS.containsKey(name);
    }

    /** The names of the scalar types, in the order of the reference. */
    static List<String> scalars() {
        return Arrays.stream(ScalarType.values()).map(TypeNames::text).toList();
    }

    /** The type that is written so; what is no scalar is a link, to a class that may not exist. */
    static MemberType parse(String text) {
        boolean list = text.endsWith(LIST);
        String element = list ? text.substring(0, text.length() - LIST.length()) : text;
        @Nullable ScalarType scalar = SCALARS.get(element);
        return scalar == null ? new MemberType.Link(element, list) : new MemberType.Plain(scalar, list);
    }

    /** The type as it is written. */
    public static String text(MemberType type) {
        String element = switch (type) {
            case MemberType.Plain plain -> text(plain.scalar());
            case MemberType.Link link -> link.className();
        };
        return type.list() ? element + LIST : element;
    }

    private static String text(ScalarType scalar) {
        return scalar.name().toLowerCase(Locale.ROOT);
    }
}
