package io.fusioncache.server.engine.object;

/** How values are compared and hashed; {@code int} and {@code uint} alike. */
enum ValueKind {
    TEXT,
    WHOLE,
    DECIMAL,
    BOOL,
    ANY,
    LINK;

    static ValueKind of(MemberType type) {
        return switch (type) {
            case MemberType.Plain plain ->
                switch (plain.scalar()) {
                    case STRING -> TEXT;
                    case INT, UINT -> WHOLE;
                    case DECIMAL -> DECIMAL;
                    case BOOL -> BOOL;
                    case ANY -> ANY;
                };
            case MemberType.Link link -> LINK;
        };
    }
}
