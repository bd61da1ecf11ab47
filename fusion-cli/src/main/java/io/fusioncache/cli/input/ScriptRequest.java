package io.fusioncache.cli.input;

/**
 * One request of a script.
 *
 * @param text a JSON query, or a text command on one line
 * @param isQuery which of the two
 * @param position where it begins
 */
public record ScriptRequest(String text, boolean isQuery, Position position) {}
