package io.fusioncache.server.engine.object;

import java.util.List;

/** An update as data: all of it is done, or nothing. */
public record UpdatePlan(ObjectClass root, Selection selection, List<Assignment> assignments) {
    public UpdatePlan {
        assignments = List.copyOf(assignments);
    }
}
