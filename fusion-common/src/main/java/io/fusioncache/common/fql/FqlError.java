package io.fusioncache.common.fql;

import java.util.Arrays;
import java.util.Optional;

/**
 * Every error that a query can be answered with. The code is what programs act on and never changes its meaning; the
 * text is what the {@code ERRORS} query and the reference page say of it.
 */
public enum FqlError {
    CLASS_NOT_FOUND(1000, "Class does not exist"),
    CLASS_EXISTS(1001, "Class already exists"),
    CLASS_DEFINITION_INVALID(1002, "Class definition invalid"),
    CLASS_NAME_INVALID(1003, "Class name is invalid syntax"),
    TYPE_NOT_FOUND(1100, "Type does not exist"),
    TYPE_NOT_PERMITTED(1101, "Type not permitted"),
    TYPE_DIFFERS(1102, "Type differs from definition"),
    ATTRIBUTE_NOT_ALLOWED(1200, "Attribute is not allowed"),
    ATTRIBUTE_NOT_RECOGNISED(1201, "Attribute not recognised"),
    ATTRIBUTE_EXPECTED(1202, "Attribute expected"),
    QUERY_TYPE_INVALID(1300, "Query type not valid"),
    QUERY_EMPTY(1301, "Query is empty"),
    QUERY_NOT_RECOGNISED(1302, "Query not recognised"),
    QUERY_NOT_PERMITTED(1303, "Query not permitted on the interface"),
    ROOT_CLASS_MISSING(1304, "No root class found"),
    TERM_EXPECTED(1305, "Term expected"),
    JSON_INVALID(1306, "JSON invalid"),
    SEVERAL_QUERIES(1307, "More than one query"),
    KEY_EMPTY(1400, "JSON/FQL key is empty"),
    EMPTY_OBJECT_EXPECTED(1500, "Expected empty object"),
    VALUE_EMPTY(1501, "Value is empty"),
    VALUE_TOO_LONG(1503, "Value exceeds max length"),
    RSP_NOT_PERMITTED(1600, "_rsp not permitted"),
    RSP_INVALID(1601, "_rsp value invalid"),
    CONFIRM_INVALID(1602, "_confirm value invalid"),
    OID_INVALID(1700, "OID invalid UUID syntax"),
    OID_NOT_FOUND(1701, "OID does not exist"),
    MEMBER_NAME_INVALID(1800, "Member name is invalid"),
    MEMBER_NOT_FOUND(1801, "Member not found"),
    MEMORY_LIMIT(1900, "Memory limit reached"),
    SERVER_STOPPING(1901, "Server is stopping"),
    NOT_AUTHENTICATED(1902, "Not authenticated"),
    NOT_PERMITTED_FOR_USER(1903, "Not permitted for this user"),
    UNKNOWN(5000, "Unknown error");

    private final int code;
    private final String text;

    FqlError(int code, String text) {
        this.code = code;
        this.text = text;
    }

    /** The number sent as {@code _c}. */
    public int code() {
        return code;
    }

    /** The sentence of the table of errors; the same for every occurrence. */
    public String text() {
        return text;
    }

    /** The error with this code, or empty when there is none. O(number of errors): for clients, not for hot paths. */
    public static Optional<FqlError> ofCode(int code) {
        return Arrays.stream(values()).filter(error -> error.code == code).findFirst();
    }
}
