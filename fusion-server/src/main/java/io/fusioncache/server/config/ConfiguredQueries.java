package io.fusioncache.server.config;

import io.fusioncache.common.config.ServerSettings;
import io.fusioncache.server.query.QuerySettings;

/** The settings that concern queries. */
public record ConfiguredQueries(LiveConfiguration configuration) implements QuerySettings {
    @Override
    public int maxFindResults() {
        return configuration.get(ServerSettings.MAX_FIND_RESULTS);
    }

    @Override
    public int maxDepth() {
        return configuration.get(ServerSettings.MAX_DEPTH);
    }

    @Override
    public long answerPartBytes() {
        return configuration.get(ServerSettings.ANSWER_PART_BYTES);
    }

    @Override
    public String clearConfirm() {
        return configuration.get(ServerSettings.CLEAR_CONFIRM);
    }
}
