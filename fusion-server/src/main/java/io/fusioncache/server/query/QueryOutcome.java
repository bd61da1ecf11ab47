package io.fusioncache.server.query;

/** What became of a query. */
public enum QueryOutcome {
    /** The buffer holds an answer. */
    ANSWERED,
    /** The buffer holds an error. */
    FAILED,
    /** Nothing is to be sent: the client asked for that ({@code _rsp}). */
    SILENT
}
