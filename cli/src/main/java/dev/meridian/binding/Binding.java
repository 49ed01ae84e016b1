package dev.meridian.binding;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;

/// Makes a jar of the classes that differ once they are bound, and of all that is no class, to stand before all
/// others in the class path: whoever reads a file of ours then opens that jar alone.
public final class Binding {
    private static final String OURS = "dev/meridian/";
    private static final String CLASS = ".class";

    private Binding() {}

    /// @param args the jar to make, and the class path to read
    /// @throws IOException if one cannot be read or made
    public static void main(String[] args) throws IOException {
        try (OutputStream out = Files.newOutputStream(Path.of(args[0]));
                JarOutputStream bound = new JarOutputStream(out)) {
            for (String jar : args[1].split(File.pathSeparator, -1)) {
                bind(jar, bound);
            }
        }
    }

    private static void bind(String jar, JarOutputStream bound) throws IOException {
        try (JarFile file = new JarFile(jar)) {
            for (JarEntry entry : file.stream().toList()) {
                String name = entry.getName();
                if (name.startsWith(OURS) && !entry.isDirectory()) {
                    byte[] content = read(file, entry);
                    Optional<byte[]> bindable = name.endsWith(CLASS) ? BoundClass.of(content) : Optional.of(content);
                    if (bindable.isPresent()) {
                        put(name, bindable.get(), bound);
                    }
                }
            }
        }
    }

    private static byte[] read(JarFile file, JarEntry entry) throws IOException {
        try (InputStream in = file.getInputStream(entry)) {
            return in.readAllBytes();
        }
    }

    private static void put(String name, byte[] written, JarOutputStream bound) throws IOException {
        JarEntry entry = new JarEntry(name);
        entry.setTime(0);
        bound.putNextEntry(entry);
        bound.write(written);
        bound.closeEntry();
    }
}
