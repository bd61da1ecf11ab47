package io.fusioncache.server.engine.object;

import java.util.List;

/**
 * A class as it is declared. Two definitions are equal when name, members, types, indexes and the members' order are.
 *
 * @param members at least one, with different names
 */
public record ClassDefinition(String name, List<MemberDefinition> members) {
    public ClassDefinition {
        members = List.copyOf(members);
    }
}
