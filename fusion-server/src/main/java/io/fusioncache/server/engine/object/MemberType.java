package io.fusioncache.server.engine.object;

/** The type of a member: a scalar or a link, one or a list. Lists keep their order and their duplicates. */
public sealed interface MemberType {

    /** True for a list. */
    boolean list();

    /** A value held in the object itself. */
    record Plain(ScalarType scalar, boolean list) implements MemberType {}

    /**
     * A link to a separate object.
     *
     * @param className the class of the linked objects
     */
    record Link(String className, boolean list) implements MemberType {}
}
