package io.fusioncache.server.redis;

import io.fusioncache.server.command.CommandException;
import io.fusioncache.server.command.ConfigAccess;
import io.fusioncache.server.engine.composite.Composites;
import io.fusioncache.server.engine.composite.FusionWords;
import io.fusioncache.server.engine.keyspace.EvictionPolicy;
import io.fusioncache.server.engine.keyspace.Keyspace;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The settings that text commands reach, without a file behind them. */
final class MapConfig implements ConfigAccess {
    private final Keyspace keyspace;
    private final Composites composites;

    MapConfig(Keyspace keyspace, Composites composites) {
        this.keyspace = keyspace;
        this.composites = composites;
    }

    @Override
    public SortedMap<String, String> all() {
        SortedMap<String, String> all = new TreeMap<>();
        all.put("memory.max", Long.toString(keyspace.account().limit()));
        all.put("memory.policy", keyspace.policy().title());
        all.putAll(FusionWords.all(composites.settings()));
        return all;
    }

    @Override
    public void change(List<Map.Entry<String, String>> changes) {
        for (Map.Entry<String, String> change : changes) {
            if (change.getKey().startsWith("fusion.")) {
                composites.apply(FusionWords.with(composites.settings(), change.getKey(), change.getValue()));
                continue;
            }
            switch (change.getKey()) {
                case "memory.max" -> keyspace.account().limit(Long.parseLong(change.getValue()));
                case "memory.policy" ->
                    keyspace.policy(EvictionPolicy.find(change.getValue()).orElseThrow());
                default ->
                    throw new CommandException(
                            "ERR Unknown option or number of arguments for CONFIG SET - '" + change.getKey() + "'");
            }
        }
    }

    @Override
    public void rewrite() {
        throw new CommandException("ERR The server is running without a config file");
    }
}
