package io.fusioncache.server.query.golden;

import io.fusioncache.server.query.QuerySource;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A named sequence of steps that begins with an empty server.
 *
 * @param name what is shown
 * @param line where it stands in its file, from 1
 * @param sources where it is run
 * @param settings what the server is configured with for it
 * @param pipelined true when all queries are sent before the first answer is looked at
 * @param setup steps that the whole file shares
 * @param steps the case itself
 */
record GoldenCase(
        String name,
        int line,
        Set<QuerySource> sources,
        Map<String, String> settings,
        boolean pipelined,
        List<GoldenStep> setup,
        List<GoldenStep> steps) {}
