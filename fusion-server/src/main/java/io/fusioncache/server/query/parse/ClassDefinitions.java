package io.fusioncache.server.query.parse;

import io.fusioncache.common.fql.FqlError;
import io.fusioncache.common.fql.FqlException;
import io.fusioncache.common.text.NearMiss;
import io.fusioncache.server.engine.object.Catalog;
import io.fusioncache.server.engine.object.ClassDefinition;
import io.fusioncache.server.engine.object.MemberDefinition;
import io.fusioncache.server.engine.object.MemberType;
import io.fusioncache.server.query.json.JsonReader;
import io.fusioncache.server.query.json.Shortened;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Classes as they are declared in {@code CREATE_CLASSES} and {@code STORE}. */
public final class ClassDefinitions {
    private static final String TYPE = "_type";
    private static final String INDEX = "_index";

    private ClassDefinitions() {}

    /**
     * The definition the reader is at.
     *
     * @throws FqlException 1002, 1003, 1100, 1101, 1102, 1201, 1202, 1400, 1501, 1503 or 1800
     */
    public static ClassDefinition read(String className, JsonReader in) {
        Names.requireClassName(className);
        if (!in.atObject()) {
            throw invalid(className, "A class is defined by an object of members, not by " + in.kind() + ".");
        }
        List<MemberDefinition> members = new ArrayList<>();
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            Names.requireMemberName(name);
            members.add(member(name, in));
        }
        if (members.isEmpty()) {
            throw invalid(className, "Class " + className + " has no members; it needs one at least.");
        }
        return new ClassDefinition(className, members);
    }

    private static FqlException invalid(String about, String sentence) {
        return new FqlException(FqlError.CLASS_DEFINITION_INVALID, about, sentence);
    }

    private static MemberDefinition member(String name, JsonReader in) {
        if (in.atString()) {
            return new MemberDefinition(name, TypeNames.parse(Attributes.text(in, name)), false);
        }
        if (!in.atObject()) {
            throw invalid(
                    name,
                    "Member " + name + " is defined by a type or by an object with _type, not by " + in.kind() + ".");
        }
        MemberType type = null;
        boolean indexed = false;
        for (String attribute = in.nextName(); attribute != null; attribute = in.nextName()) {
            switch (attribute) {
                case TYPE -> type = TypeNames.parse(Attributes.text(in, TYPE));
                case INDEX -> indexed = Attributes.bool(in, INDEX);
                default -> {
                    Names.requireKey(attribute, "the definition of " + name);
                    throw Names.unknownAttribute(attribute, List.of(TYPE, INDEX));
                }
            }
        }
        if (type == null) {
            throw Attributes.expected(TYPE, "The definition of " + name + " needs _type.");
        }
        if (indexed && type instanceof MemberType.Link) {
            throw new FqlException(
                    FqlError.TYPE_NOT_PERMITTED,
                    name,
                    name + " is a link, which can't have _index; links are found from both ends anyway.");
        }
        return new MemberDefinition(name, type, indexed);
    }

    /**
     * Refuses a link to a class that neither exists nor is among the definitions.
     *
     * @throws FqlException 1100
     */
    public static void requireTargets(List<ClassDefinition> definitions, Catalog catalog) {
        Set<String> classNames = new LinkedHashSet<>(Names.classNames(catalog));
        definitions.forEach(definition -> classNames.add(definition.name()));
        for (ClassDefinition definition : definitions) {
            for (MemberDefinition member : definition.members()) {
                if (member.type() instanceof MemberType.Link link && !classNames.contains(link.className())) {
                    String about = Shortened.of(link.className());
                    List<String> types = new ArrayList<>(TypeNames.scalars());
                    types.addAll(classNames);
                    throw new FqlException(
                            FqlError.TYPE_NOT_FOUND,
                            about.isEmpty() ? member.name() : about,
                            "Member " + member.name() + " has the type " + about + ", which is no class and none of "
                                    + String.join(", ", TypeNames.scalars())
                                    + NearMiss.suggestion(link.className(), types));
                }
            }
        }
    }
}
