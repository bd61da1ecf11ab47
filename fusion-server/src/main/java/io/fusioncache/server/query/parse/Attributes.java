package io.fusioncache.server.query.parse;

import io.fusioncache.common.fql.FqlError;
import io.fusioncache.common.fql.FqlException;
import io.fusioncache.server.query.json.JsonReader;
import java.util.List;
import tools.jackson.core.JsonToken;

/** Values of attributes. One of another type than the attribute has is 1102. */
public final class Attributes {
    /** Attributes that stand among the members of a root class. */
    static final List<String> OF_CLASSES = List.of("_oids", "_where", "_deep");

    private Attributes() {}

    /** The value of an attribute that is {@code true} or {@code false}. */
    public static boolean bool(JsonReader in, String name) {
        if (in.token() != JsonToken.VALUE_TRUE && in.token() != JsonToken.VALUE_FALSE) {
            throw differs(in, name, "true or false");
        }
        return in.token() == JsonToken.VALUE_TRUE;
    }

    /**
     * The value of an attribute that is a whole number, not negative; one too large for a {@code long} is the largest.
     */
    public static long count(JsonReader in, String name) {
        if (in.token() == JsonToken.VALUE_NUMBER_INT && in.characters()[in.charactersOffset()] != '-') {
            try {
                return Digits.signed(in.characters(), in.charactersOffset(), in.charactersLength());
            } catch (ArithmeticException tooLarge) {
                return Long.MAX_VALUE;
            }
        }
        throw differs(in, name, "a whole number that is not negative");
    }

    /**
     * The value of an attribute that is a string with at least one character.
     *
     * @throws FqlException 1102; 1501 when it is empty
     */
    public static String text(JsonReader in, String name) {
        if (!in.atString()) {
            throw differs(in, name, "a string");
        }
        if (in.charactersLength() == 0) {
            throw empty(name);
        }
        return in.string();
    }

    /** Refuses what is no object. */
    public static void requireObject(JsonReader in, String name) {
        if (!in.atObject()) {
            throw differs(in, name, "an object");
        }
    }

    /** Refuses what is no array. */
    public static void requireArray(JsonReader in, String name) {
        if (!in.atArray()) {
            throw differs(in, name, "an array");
        }
    }

    /**
     * The value of an attribute that is an array of OIDs.
     *
     * @throws FqlException 1102, 1700; 1501 when it is empty
     */
    public static OidList oids(JsonReader in, String name) {
        requireArray(in, name);
        OidList oids = new OidList();
        while (in.nextElement()) {
            OidText.read(in, name, oids);
        }
        if (oids.size() == 0) {
            throw empty(name);
        }
        return oids;
    }

    /** 1102: the value has another type than the attribute. */
    public static FqlException differs(JsonReader in, String name, String expected) {
        return new FqlException(FqlError.TYPE_DIFFERS, name, name + " takes " + expected + ", not " + in.kind() + ".");
    }

    /** 1501: the value has nothing in it. */
    public static FqlException empty(String name) {
        return new FqlException(FqlError.VALUE_EMPTY, name, name + " is empty.");
    }

    /** 1202: the query can't do without the attribute. */
    public static FqlException expected(String name, String sentence) {
        return new FqlException(FqlError.ATTRIBUTE_EXPECTED, name, sentence);
    }
}
