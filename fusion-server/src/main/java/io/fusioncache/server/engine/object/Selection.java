package io.fusioncache.server.engine.object;

import java.util.List;

/** Which objects of the root class a write is about. */
public sealed interface Selection {

    /** Every object of the class. */
    record All() implements Selection {}

    /** These objects; those that do not exist are reported back as missing. One named twice counts once. */
    record Oids(List<Oid> oids) implements Selection {
        public Oids {
            oids = List.copyOf(oids);
        }
    }

    /** Those that meet all conditions. */
    record Where(List<Condition> conditions) implements Selection {
        public Where {
            conditions = List.copyOf(conditions);
        }
    }
}
