package io.fusioncache.cli.transfer;

import io.fusioncache.common.json.PlainObject;
import io.fusioncache.common.json.PlainObject.Kind;

/** What the members of a class are to a {@link PlainObject}. */
final class PlainMembers {
    private PlainMembers() {}

    /** Recognises objects of that class. */
    static PlainObject of(Schema.ObjectClass of) {
        return new PlainObject(of.members().entrySet().stream()
                .map(member -> new PlainObject.Member(member.getKey(), kind(member.getValue())))
                .toList());
    }

    static Kind kind(Schema.Member member) {
        if (member.isList()) {
            return Kind.OTHER;
        }
        return switch (member.type()) {
            case "string" -> Kind.TEXT;
            case "int" -> Kind.INT;
            case "uint" -> Kind.UINT;
            case "decimal" -> Kind.DECIMAL;
            case "bool" -> Kind.BOOL;
            default -> Kind.OTHER;
        };
    }
}
