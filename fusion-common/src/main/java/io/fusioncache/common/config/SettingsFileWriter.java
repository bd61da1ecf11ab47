package io.fusioncache.common.config;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultPrettyPrinter;

/** Writes a configuration as a file that {@link ConfigurationBuilder#file} reads. */
public final class SettingsFileWriter {
    private SettingsFileWriter() {}

    /**
     * Replaces the file as a whole with what differs from the standard values. Comments are lost, so the former file is
     * kept beside it with {@code .bak} at its end.
     */
    public static void write(Configuration configuration, Path file) throws IOException {
        Path absolute = file.toAbsolutePath();
        Path fresh = Files.createTempFile(
                absolute.getParent(), absolute.getFileName().toString(), ".new");
        try {
            Files.writeString(fresh, json(configuration) + System.lineSeparator());
            if (Files.exists(absolute)) {
                Files.copy(
                        absolute,
                        absolute.resolveSibling(absolute.getFileName() + ".bak"),
                        StandardCopyOption.REPLACE_EXISTING,
                        StandardCopyOption.COPY_ATTRIBUTES);
            }
            Files.move(fresh, absolute, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    /** The same as text. */
    static String json(Configuration configuration) {
        Map<String, Object> tree = new LinkedHashMap<>();
        for (Setting<?> setting : configuration.table().settings()) {
            if (!configuration.get(setting).equals(setting.standard())) {
                put(tree, List.of(setting.name().split("\\.", -1)), value(configuration, setting));
            }
        }
        StringWriter text = new StringWriter();
        try (JsonGenerator out = JsonFactory.builder().build().createGenerator(new Indented(), text)) {
            write(tree, out);
        }
        return text.toString();
    }

    /** Numbers, truths and lists as they are; everything else in the text that its type reads. */
    private static <T> Object value(Configuration configuration, Setting<T> setting) {
        T value = configuration.get(setting);
        return value instanceof Number || value instanceof Boolean || value instanceof List<?>
                ? value
                : setting.type().print(value);
    }

    @SuppressWarnings("unchecked") // Every inner node is made here.
    private static void put(Map<String, Object> tree, List<String> path, Object value) {
        if (path.size() == 1) {
            tree.put(path.getFirst(), value);
        } else {
            Object inner = tree.computeIfAbsent(path.getFirst(), name -> new LinkedHashMap<String, Object>());
            put((Map<String, Object>) inner, path.subList(1, path.size()), value);
        }
    }

    private static void write(Object value, JsonGenerator out) {
        switch (value) {
            case Map<?, ?> members -> {
                out.writeStartObject();
                members.forEach((name, member) -> {
                    out.writeName((String) name);
                    write(member, out);
                });
                out.writeEndObject();
            }
            case List<?> elements -> {
                out.writeStartArray();
                elements.forEach(element -> write(element, out));
                out.writeEndArray();
            }
            case Boolean truth -> out.writeBoolean(truth);
            case Number number -> out.writeNumber(number.longValue());
            default -> out.writeString(value.toString());
        }
    }

    /** Asks for line breaks. */
    private static final class Indented extends ObjectWriteContext.Base {
        @Override
        public DefaultPrettyPrinter getPrettyPrinter() {
            return new DefaultPrettyPrinter();
        }

        @Override
        public boolean hasPrettyPrinter() {
            return true;
        }
    }
}
