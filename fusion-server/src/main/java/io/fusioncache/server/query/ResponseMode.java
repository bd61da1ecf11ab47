package io.fusioncache.server.query;

/** Which answers to a write the client wants ({@code _rsp}). */
enum ResponseMode {
    ALL,
    /** Only those that tell of an error. */
    ERROR,
    NONE
}
