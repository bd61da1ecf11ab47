package io.fusioncache.server.engine.object;

/**
 * A member as it is declared.
 *
 * @param indexed true when each value is mapped to the objects that hold it; never true for a link, whose reverse is
 *     always kept
 */
public record MemberDefinition(String name, MemberType type, boolean indexed) {}
