package io.fusioncache.server.threat;

/** How much of an attack there is. */
final class Scale {
    private Scale() {}

    /**
     * A count, or a time in the unit that the test says.
     *
     * @param name what {@code -Dfusion.threat.NAME=COUNT} sets
     * @param quick in an ordinary build
     * @param soak with {@code -Psoak}
     */
    static int of(String name, int quick, int soak) {
        return Integer.getInteger("fusion.threat." + name, Boolean.getBoolean("fusion.soak") ? soak : quick);
    }
}
