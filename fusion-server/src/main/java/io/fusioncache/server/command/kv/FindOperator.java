package io.fusioncache.server.command.kv;

import org.jspecify.annotations.Nullable;

/** How {@code KV_FIND} compares. */
enum FindOperator {
    EQUAL("=="),
    NOT_EQUAL("!="),
    GREATER(">"),
    GREATER_OR_EQUAL(">="),
    LESS("<"),
    LESS_OR_EQUAL("<=");

    private final String sign;

    FindOperator(String sign) {
        this.sign = sign;
    }

    /** The operator that is written so, or null. */
    static @Nullable FindOperator find(String sign) {
        for (FindOperator operator : values()) {
            if (operator.sign.equals(sign)) {
                return operator;
            }
        }
        return null;
    }

    /** True for those that need no order. */
    boolean isEquality() {
        return this == EQUAL || this == NOT_EQUAL;
    }

    /** Whether the operator holds, given how the value compares with the operand. */
    boolean holds(int comparison) {
        return switch (this) {
            case EQUAL -> comparison == 0;
            case NOT_EQUAL -> comparison != 0;
            case GREATER -> comparison > 0;
            case GREATER_OR_EQUAL -> comparison >= 0;
            case LESS -> comparison < 0;
            case LESS_OR_EQUAL -> comparison <= 0;
        };
    }
}
