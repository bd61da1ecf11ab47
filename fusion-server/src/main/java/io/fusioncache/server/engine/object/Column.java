package io.fusioncache.server.engine.object;

import org.jspecify.annotations.Nullable;

/** A member of a class and the place where its values are. What it holds is read through a {@link Snapshot}. */
public final class Column {
    private final MemberDefinition definition;
    private final int position;
    private final ObjectClass owner;
    private final ValueKind kind;
    private final Cells cells;
    private final @Nullable ColumnIndex index;
    private @Nullable ObjectClass target;

    Column(MemberDefinition definition, int position, ObjectClass owner, Hashing hashing) {
        this.definition = definition;
        this.position = position;
        this.owner = owner;
        this.kind = ValueKind.of(definition.type());
        ClassMemory memory = owner.memory();
        this.cells = Cells.of(definition.type(), memory);
        memory.charge(Sizes.COLUMN);
        this.index = definition.indexed() || kind == ValueKind.LINK ? new ColumnIndex(this, hashing, memory) : null;
    }

    /** The member as it was declared. */
    public MemberDefinition definition() {
        return definition;
    }

    /** Its place in the class definition, from 0. */
    public int position() {
        return position;
    }

    /** The class a link leads to. Only for links. */
    public ObjectClass target() {
        ObjectClass linked = target;
        if (linked == null) {
            throw new IllegalStateException(definition.name() + " is not a link");
        }
        return linked;
    }

    /** Says where a link leads; before the class is published. */
    void target(ObjectClass linked) {
        target = linked;
    }

    ObjectClass owner() {
        return owner;
    }

    ValueKind kind() {
        return kind;
    }

    boolean isList() {
        return definition.type().list();
    }

    boolean isLink() {
        return kind == ValueKind.LINK;
    }

    Cells cells() {
        return cells;
    }

    /** The index of an indexed member, the reverse of a link; null for other members. */
    @Nullable
    ColumnIndex index() {
        return index;
    }

    /** The reverse of a link. */
    ColumnIndex reverse() {
        ColumnIndex reverse = index;
        if (reverse == null) {
            throw new IllegalStateException(definition.name() + " is not a link");
        }
        return reverse;
    }

    /** The class's name and the member's, for messages. */
    @Override
    public String toString() {
        return owner.definition().name() + "." + definition.name();
    }
}
