package io.fusioncache.server.command.json;

/** Text that is no JSON, or JSON that is not taken. */
public final class JsonFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String sentence;

    /** What is wrong and where, for people. */
    public JsonFault(String sentence) {
        super(sentence, null, false, false);
        this.sentence = sentence;
    }

    /** What is wrong and where, for people. */
    public String sentence() {
        return sentence;
    }
}
