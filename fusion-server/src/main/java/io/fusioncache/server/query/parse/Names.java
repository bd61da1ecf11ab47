package io.fusioncache.server.query.parse;

import io.fusioncache.common.fql.FqlError;
import io.fusioncache.common.fql.FqlException;
import io.fusioncache.common.text.NearMiss;
import io.fusioncache.server.engine.object.Catalog;
import io.fusioncache.server.engine.object.Column;
import io.fusioncache.server.engine.object.ObjectClass;
import io.fusioncache.server.query.json.Shortened;
import java.util.Collection;

/** Names of classes, members and attributes: which can be given, and which exist. */
public final class Names {
    /** How many characters the name of a class or a member may have. */
    public static final int MAX_LENGTH = 64;

    private static final String RULE = "; a name is a letter, then letters, digits and _.";

    private Names() {}

    /** True when the name is an attribute's, whether there is such an attribute or not. */
    public static boolean isAttribute(String name) {
        return !name.isEmpty() && name.charAt(0) == '_';
    }

    /**
     * Refuses a key without any character.
     *
     * @throws FqlException 1400
     */
    public static void requireKey(String name, String where) {
        if (name.isEmpty()) {
            throw new FqlException(FqlError.KEY_EMPTY, where, "A name in " + where + " is empty.");
        }
    }

    /**
     * Refuses what can't become the name of a class.
     *
     * @throws FqlException 1400, 1503 or 1003
     */
    public static void requireClassName(String name) {
        requireName(name, FqlError.CLASS_NAME_INVALID, "class");
        if (TypeNames.isScalar(name)) {
            throw new FqlException(
                    FqlError.CLASS_NAME_INVALID, name, name + " is the name of a type and can't be a class.");
        }
    }

    /**
     * Refuses what can't become the name of a member.
     *
     * @throws FqlException 1400, 1503 or 1800
     */
    public static void requireMemberName(String name) {
        requireName(name, FqlError.MEMBER_NAME_INVALID, "member");
    }

    private static void requireName(String name, FqlError error, String what) {
        requireKey(name, "a definition");
        String about = Shortened.of(name);
        if (!isAsciiLetter(name.charAt(0)) || !name.chars().allMatch(Names::isNamePart)) {
            throw new FqlException(error, about, about + " can't name a " + what + RULE);
        }
        if (name.length() > MAX_LENGTH) {
            throw new FqlException(
                    FqlError.VALUE_TOO_LONG,
                    about,
                    "The " + what + " name has " + name.length() + " characters; " + MAX_LENGTH + " is the most.");
        }
    }

    private static boolean isAsciiLetter(int character) {
        return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z');
    }

    private static boolean isNamePart(int character) {
        return isAsciiLetter(character) || (character >= '0' && character <= '9') || character == '_';
    }

    /**
     * The class of that name.
     *
     * @throws FqlException 1400 or 1000
     */
    public static ObjectClass objectClass(Catalog catalog, String name) {
        ObjectClass found = catalog.find(name);
        if (found == null) {
            requireKey(name, "the query");
            throw new FqlException(
                    FqlError.CLASS_NOT_FOUND,
                    Shortened.of(name),
                    "There is no class " + Shortened.of(name) + NearMiss.suggestion(name, classNames(catalog)));
        }
        return found;
    }

    /** The names of all classes, in the order of creation. */
    static Collection<String> classNames(Catalog catalog) {
        return catalog.classes().stream()
                .map(objectClass -> objectClass.definition().name())
                .toList();
    }

    /**
     * The member of that name.
     *
     * @throws FqlException 1400, 1801, or for a name that begins with {@code _} 1200 or 1201
     */
    public static Column column(ObjectClass objectClass, String name) {
        Column column = objectClass.column(name);
        if (column != null) {
            return column;
        }
        requireKey(name, "the members of " + objectClass.definition().name());
        if (name.equals("_oid")) {
            throw new FqlException(
                    FqlError.ATTRIBUTE_NOT_ALLOWED,
                    "_oid",
                    "_oid can't stand here; the server gives objects their OIDs, and _oids names objects.");
        }
        if (isAttribute(name)) {
            throw unknownAttribute(name, Attributes.OF_CLASSES);
        }
        String about = Shortened.of(name);
        throw new FqlException(
                FqlError.MEMBER_NOT_FOUND,
                about,
                "Class " + objectClass.definition().name() + " has no member " + about
                        + NearMiss.suggestion(name, memberNames(objectClass)));
    }

    private static Collection<String> memberNames(ObjectClass objectClass) {
        return objectClass.columns().stream()
                .map(column -> column.definition().name())
                .toList();
    }

    /** 1801: beside an object that is wrapped in its class name nothing can stand. */
    static FqlException notInWrapper(String name, ObjectClass objectClass) {
        String className = objectClass.definition().name();
        return new FqlException(
                FqlError.MEMBER_NOT_FOUND,
                Shortened.of(name),
                Shortened.of(name) + " can't stand beside the object that is wrapped in " + className + ".");
    }

    /** 1201: nothing of that name can stand there. */
    public static FqlException unknownAttribute(String name, Collection<String> known) {
        String about = Shortened.of(name);
        return new FqlException(
                FqlError.ATTRIBUTE_NOT_RECOGNISED,
                about,
                about + " is not recognised here" + NearMiss.suggestion(name, known));
    }
}
