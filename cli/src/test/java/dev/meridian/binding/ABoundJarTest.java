package dev.meridian.binding;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Stands before all others: what it has, no other jar is opened for; what it leaves out is in others as it is.
class ABoundJarTest {
    private static final String RECORD = "dev/meridian/binding/Sample$Sheet.class";
    private static final String PLAIN = "dev/meridian/binding/Binding.class";
    private static final String TABLE = "dev/meridian/binding/table.tsv";
    private static final String OTHERS = "org/example/theirs.txt";

    @TempDir
    private Path folder;

    @Test
    void has_the_classes_that_are_bound_and_every_file_of_ours() throws IOException {
        Path jar = folder.resolve("one.jar");
        try (JarOutputStream one = new JarOutputStream(Files.newOutputStream(jar))) {
            for (String name : List.of(RECORD, PLAIN)) {
                put(name, bytes(name), one);
            }
            put(TABLE, "a\tb\n".getBytes(StandardCharsets.UTF_8), one);
            put(OTHERS, new byte[0], one);
        }

        Path bound = folder.resolve("bound.jar");
        Binding.main(new String[] {bound.toString(), jar.toString()});

        try (JarFile made = new JarFile(bound.toFile())) {
            assertThat(made.stream().map(JarEntry::getName)).containsExactly(RECORD, TABLE);
            assertThat(made.getInputStream(made.getEntry(TABLE))).hasContent("a\tb\n");
            assertThat(made.getInputStream(made.getEntry(RECORD)).readAllBytes())
                    .isNotEqualTo(bytes(RECORD));
        }
    }

    private static void put(String name, byte[] content, JarOutputStream jar) throws IOException {
        jar.putNextEntry(new JarEntry(name));
        jar.write(content);
        jar.closeEntry();
    }

    private static byte[] bytes(String name) throws IOException {
        try (InputStream in = ABoundJarTest.class.getResourceAsStream("/" + name)) {
            return in.readAllBytes();
        }
    }
}
