package io.fusioncache.cli.console;

import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Says why a file can't be read or written, in words that don't name Java's classes. */
public final class FileFaults {
    private FileFaults() {}

    /** The reason alone, without the file's name. */
    public static String reason(Exception fault) {
        return switch (fault) {
            case NoSuchFileException missing -> "there is no such file";
            case AccessDeniedException denied -> "permission denied";
            case CharacterCodingException garbled -> "it is not UTF-8";
            case FileSystemException other -> other.getReason() == null ? "it can't be opened" : other.getReason();
            default -> String.valueOf(fault.getMessage());
        };
    }
}
