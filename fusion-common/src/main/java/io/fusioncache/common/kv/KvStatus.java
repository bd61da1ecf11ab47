package io.fusioncache.common.kv;

import java.util.Arrays;
import java.util.Optional;

/** The status of one answer to a key-value command in JSON: {@code st}. */
public enum KvStatus {
    /** Done. */
    OK(1, "Ok"),
    /** A binary message. */
    OP_CODE_INVALID(2, "OpCodeInvalid"),
    /** Text that is no JSON. */
    JSON_INVALID(3, "JsonInvalid"),
    /** No such command. */
    COMMAND_NOT_EXIST(10, "CommandNotExist"),
    /** None or several commands in one message. */
    COMMAND_MULTIPLE(11, "CommandMultiple"),
    /** An object where the command takes an array, or the reverse. */
    COMMAND_TYPE(12, "CommandType"),
    /** A field that the command does not have. */
    COMMAND_SYNTAX(13, "CommandSyntax"),
    /** A new key was stored. */
    KEY_SET(20, "KeySet"),
    /** A key that was there has a new value. */
    KEY_UPDATED(21, "KeyUpdated"),
    /** There is no such key. */
    KEY_NOT_EXIST(22, "KeyNotExist"),
    /** The key exists. */
    KEY_EXISTS(23, "KeyExists"),
    /** The key was removed. */
    KEY_REMOVED(24, "KeyRemoved"),
    /** The key is too short or too long. */
    KEY_LENGTH_INVALID(25, "KeyLengthInvalid"),
    /** The command needs a key and has none. */
    KEY_MISSING(26, "KeyMissing"),
    /** The key is no string. */
    KEY_TYPE_INVALID(27, "KeyTypeInvalid"),
    /** The value's type does not suit the command. */
    VALUE_TYPE_INVALID(41, "ValueTypeInvalid"),
    /** The value has too many or too few parts, or is too long. */
    VALUE_SIZE(42, "ValueSize"),
    /** An index or a number past its bounds. */
    OUT_OF_BOUNDS(43, "OutOfBounds"),
    /** A search that needs a path and has none. */
    FIND_NO_PATH(60, "FindNoPath"),
    /** A search without an operator, with several, or with an unknown one. */
    FIND_NO_OPERATOR(61, "FindNoOperator"),
    /** A path that is no JSON Pointer. */
    FIND_PATH_INVALID(62, "FindPathInvalid"),
    /** A regular expression that can't be compiled. */
    FIND_REG_EX_INVALID(63, "FindRegExInvalid"),
    /** The write would pass the memory limit. */
    MEMORY_LIMIT(70, "MemoryLimit"),
    /** Cache Fusion is off. */
    FUSION_DISABLED(80, "FusionDisabled"),
    /** A composite lacks fragments. */
    INCOMPLETE(81, "Incomplete"),
    /** More fragments or composites than allowed. */
    LIMIT_EXCEEDED(82, "LimitExceeded"),
    /** The composite can't be what it is asked to be. */
    COMPOSITE_INVALID(83, "CompositeInvalid"),
    /** The server is stopping and takes nothing more. */
    SERVER_STOPPING(90, "ServerStopping"),
    /** A defect of the server. */
    UNKNOWN(100, "Unknown");

    private final int code;
    private final String title;

    KvStatus(int code, String title) {
        this.code = code;
        this.title = title;
    }

    /** The status with this number, or empty when there is none. O(number of statuses): for clients. */
    public static Optional<KvStatus> ofCode(int code) {
        return Arrays.stream(values()).filter(status -> status.code == code).findFirst();
    }

    /** The number that stands in the answer. */
    public int code() {
        return code;
    }

    /** The name in the reference, such as {@code KeyNotExist}. */
    public String title() {
        return title;
    }

    /** False when the command did what it was asked for, though it may have found nothing to do. */
    public boolean isError() {
        return switch (this) {
            case OK, KEY_SET, KEY_UPDATED, KEY_REMOVED -> false;
            default -> true;
        };
    }
}
