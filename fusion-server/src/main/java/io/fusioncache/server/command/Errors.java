package io.fusioncache.server.command;

import io.fusioncache.server.engine.composite.FusionException;

/** Errors that several commands share, word for word as Redis clients match on them. */
public final class Errors {
    public static final String NOT_AN_INTEGER = "ERR value is not an integer or out of range";
    public static final String OUT_OF_RANGE = "ERR value is out of range";
    public static final String NOT_A_FLOAT = "ERR value is not a valid float";
    public static final String SYNTAX = "ERR syntax error";
    public static final String NO_SUCH_KEY = "ERR no such key";
    public static final String WRONG_TYPE = "WRONGTYPE Operation against a key holding the wrong kind of value";
    public static final String OUT_OF_MEMORY = "OOM command not allowed when used memory > 'maxmemory'.";
    public static final String STRING_TOO_LONG = "ERR string exceeds maximum allowed size (proto-max-bulk-len)";
    public static final String SKIPPED =
            "SKIPPED a command before this one failed; CLIENT STOP-ON-ERROR ON or OFF goes on";

    private Errors() {}

    /** The command got too many or too few words. */
    public static String wrongNumberOfArguments(String fullName) {
        return "ERR wrong number of arguments for '" + fullName + "' command";
    }

    /** A fusion command that can't be done. */
    public static String fusion(FusionException refused) {
        String code = switch (refused.status()) {
            case FUSION_DISABLED -> "FUSION";
            case INCOMPLETE -> "INCOMPLETE";
            default -> "ERR";
        };
        return code + ' ' + refused.sentence();
    }

    /** A time to live that is no time. */
    public static String invalidExpire(String fullName) {
        return "ERR invalid expire time in '" + fullName + "' command";
    }
}
