package io.fusioncache.server.query.parse;

import io.fusioncache.common.fql.FqlError;
import io.fusioncache.common.fql.FqlException;
import io.fusioncache.server.engine.object.Oid;
import io.fusioncache.server.query.json.JsonReader;
import io.fusioncache.server.query.json.Shortened;

/** OIDs as text: 32 hexadecimal digits in groups of 8, 4, 4, 4 and 12, in capitals or not. */
final class OidText {
    private static final int LENGTH = 36;

    private OidText() {}

    /**
     * Adds the OID the reader is at.
     *
     * @throws FqlException 1102 for what is no string, 1700
     */
    static void read(JsonReader in, String name, OidList into) {
        requireOid(in, name);
        char[] characters = in.characters();
        int offset = in.charactersOffset();
        into.add(half(characters, offset, 0, 18), half(characters, offset, 19, LENGTH));
    }

    /**
     * The OID the reader is at.
     *
     * @throws FqlException 1102 for what is no string, 1700
     */
    static Oid read(JsonReader in, String name) {
        OidList one = new OidList();
        read(in, name, one);
        return new Oid(one.high(0), one.low(0));
    }

    private static void requireOid(JsonReader in, String name) {
        if (!in.atString()) {
            throw Attributes.differs(in, name, "OIDs, which are strings");
        }
        char[] characters = in.characters();
        int offset = in.charactersOffset();
        boolean wellFormed = in.charactersLength() == LENGTH;
        for (int i = 0; wellFormed && i < LENGTH; i++) {
            char character = characters[offset + i];
            wellFormed = isDash(i) ? character == '-' : character < 0x80 && Character.digit(character, 16) >= 0;
        }
        if (!wellFormed) {
            String about = Shortened.of(in.string());
            throw new FqlException(
                    FqlError.OID_INVALID,
                    about.isEmpty() ? name : about,
                    "An OID has 32 hexadecimal digits in groups of 8, 4, 4, 4 and 12; " + name
                            + " holds one that has not.");
        }
    }

    private static boolean isDash(int index) {
        return index == 8 || index == 13 || index == 18 || index == 23;
    }

    private static long half(char[] characters, int offset, int from, int to) {
        long half = 0;
        for (int i = from; i < to; i++) {
            if (!isDash(i)) {
                half = (half << 4) | Character.digit(characters[offset + i], 16);
            }
        }
        return half;
    }
}
