package io.fusioncache.server.engine.object;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The classes that exist at some version. Immutable. */
public final class Catalog {
    static final Catalog EMPTY = new Catalog(Map.of());

    private final Map<String, ObjectClass> classes;

    private Catalog(Map<String, ObjectClass> classes) {
        this.classes = classes;
    }

    /** The class of that name, or null. O(1). */
    public @Nullable ObjectClass find(String name) {
        return classes.get(name);
    }

    /** Every class, in the order of creation. */
    public Collection<ObjectClass> classes() {
        return Collections.unmodifiableCollection(classes.values());
    }

    /** Whether that very class still exists, not another one of its name. */
    boolean contains(ObjectClass objectClass) {
        return classes.get(objectClass.definition().name()) == objectClass;
    }

    /** A catalog with more classes. */
    Catalog with(Collection<ObjectClass> more) {
        Map<String, ObjectClass> all = new LinkedHashMap<>(classes);
        for (ObjectClass objectClass : more) {
            all.put(objectClass.definition().name(), objectClass);
        }
        return new Catalog(all);
    }
}
