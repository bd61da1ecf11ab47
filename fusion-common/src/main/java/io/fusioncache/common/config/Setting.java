package io.fusioncache.common.config;

/**
 * One setting.
 *
 * @param name dotted, as it is written in flags; the file nests one object per dot
 * @param type how its value is written and what is allowed
 * @param standard the value without any configuration
 * @param changeable true when a running server takes a new value
 * @param description one line of help, without a full stop at its end
 */
public record Setting<T>(String name, SettingType<T> type, T standard, boolean changeable, String description) {

    /** The file's section it belongs to: its name up to the last dot. */
    public String section() {
        return name.substring(0, name.lastIndexOf('.'));
    }

    /**
     * The environment variable that sets it: {@code FUSION_}, then the name in capitals, with an underscore for each
     * dot and before each hump, so {@code objects.maxFindResults} is {@code FUSION_OBJECTS_MAX_FIND_RESULTS}.
     */
    public String variable() {
        // By hand: a regular expression for each of the settings took more of a start than reading a whole file.
        StringBuilder variable = new StringBuilder("FUSION_");
        for (int i = 0; i < name.length(); i++) {
            char letter = name.charAt(i);
            if (i > 0
                    && Character.isUpperCase(letter)
                    && Character.isLetterOrDigit(name.charAt(i - 1))
                    && !Character.isUpperCase(name.charAt(i - 1))) {
                variable.append('_');
            }
            variable.append(letter == '.' ? '_' : Character.toUpperCase(letter));
        }
        return variable.toString();
    }
}
