package io.fusioncache.common.config;

/** How much memory may be used. */
public sealed interface MemoryShare {

    /**
     * The bytes this comes to.
     *
     * @param available the bytes there are
     */
    long of(long available);

    /**
     * A part of what there is.
     *
     * @param percent 1 to 95
     */
    record Percent(int percent) implements MemoryShare {
        @Override
        public long of(long available) {
            return available / 100 * percent;
        }

        @Override
        public String toString() {
            return percent + "%";
        }
    }

    /**
     * So many, however many there are.
     *
     * @param bytes positive
     */
    record Fixed(long bytes) implements MemoryShare {
        @Override
        public long of(long available) {
            return bytes;
        }

        @Override
        public String toString() {
            return String.valueOf(bytes);
        }
    }
}
