package io.fusioncache.cli.transfer;

/** A row that does not fit its class; its reader adds the place. */
final class RowFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String text;

    RowFault(String text) {
        super(text, null, false, false);
        this.text = text;
    }

    String text() {
        return text;
    }
}
