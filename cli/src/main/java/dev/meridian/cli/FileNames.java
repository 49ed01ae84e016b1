package dev.meridian.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Names of files on the command line, and what an operating system has against them.
final class FileNames implements ITypeConverter<Path> {
    @Override
    public Path convert(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            // The JVM reads and writes names in the encoding of the locale that it was started in.
            String encoding = System.getProperty("sun.jnu.encoding", "?");
            throw new TypeConversionException("`" + text + "` cannot be the name of a file in the encoding of this"
                    + " locale, " + encoding + "; LC_ALL=C.UTF-8 has one for every name");
        }
    }

    /// A name as it stands in front of a problem; an empty one could not be seen.
    static String shown(Path path) {
        return path.toString().isEmpty() ? "\"\"" : path.toString();
    }

    /// Why a file or folder cannot be had, in the words of the operating system.
    static String reason(IOException e) {
        return switch (e) {
            case AccessDeniedException _ -> "permission denied";
            case NoSuchFileException _ -> "no such file or folder";
            case FileSystemLoopException _ -> "a link that leads to itself";
            case FileAlreadyExistsException _ -> "something that is no folder has this name";
            case FileSystemException at -> Optional.ofNullable(at.getReason()).orElse("the system does not say why");
            default -> String.valueOf(e.getMessage());
        };
    }
}
