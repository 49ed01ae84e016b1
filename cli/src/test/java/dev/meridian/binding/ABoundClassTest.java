package dev.meridian.binding;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.CodeElement;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What runs is what was written: a bound class says and does what it did.
class ABoundClassTest {
    private static final ClassFile FILES = ClassFile.of(ClassFile.ClassHierarchyResolverOption.of(
            ClassHierarchyResolver.ofResourceParsing(ABoundClassTest.class.getClassLoader())
                    .orElse(ClassHierarchyResolver.defaultResolver())));

    @Test
    void does_what_it_did() throws Exception {
        Class<?> bound = new Bound().loadClass(Sample.class.getName());

        assertThat(bound).isNotSameAs(Sample.class);
        assertThat(told(bound)).isEqualTo(Sample.told()).contains("large 2.0", "left", "sheet around 1.0", "Local[");
    }

    @Test
    void links_nothing_of_a_record_or_a_switch_of_types_at_its_first_use() throws Exception {
        for (Class<?> one : List.of(Sample.Shape.class, Sample.Kinds.class, Sample.Sheet.class)) {
            byte[] before = bytes(one.getName());

            assertThat(linked(before)).isNotEmpty();
            assertThat(linked(BoundClass.of(before).orElseThrow())).isEmpty();
        }
    }

    @Test
    void is_sound() throws Exception {
        int changed = 0;
        for (Path file : written()) {
            Optional<byte[]> bound = BoundClass.of(Files.readAllBytes(file));
            if (bound.isPresent()) {
                changed++;
                assertThat(FILES.verify(bound.get())).as(file.toString()).isEmpty();
            }
        }
        assertThat(changed).isGreaterThan(30);
    }

    @Test
    void is_left_alone_where_there_is_nothing_to_bind() throws Exception {
        assertThat(BoundClass.of(bytes(Binding.class.getName()))).isEmpty();
    }

    /// The classes of this module: they have every kind of what is bound.
    private static List<Path> written() throws IOException, URISyntaxException {
        Path folder = Path.of(Binding.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".class"))
                    .filter(file -> !file.endsWith("module-info.class"))
                    .sorted()
                    .toList();
        }
    }

    private static String told(Class<?> sample) throws ReflectiveOperationException {
        Method told = sample.getDeclaredMethod("told");
        told.setAccessible(true);
        return (String) told.invoke(null);
    }

    private static List<String> linked(byte[] bytes) {
        return FILES.parse(bytes).methods().stream()
                .flatMap(method -> method.code().stream())
                .flatMap(code -> code.elementStream().filter(InvokeDynamicInstruction.class::isInstance))
                .map(CodeElement::toString)
                .filter(call -> call.contains("ObjectMethods") || call.contains("SwitchBootstraps"))
                .toList();
    }

    private static byte[] bytes(String name) throws IOException {
        try (InputStream in = ABoundClassTest.class.getResourceAsStream("/" + name.replace('.', '/') + ".class")) {
            return in.readAllBytes();
        }
    }

    /// Has the sample, and what it consists of, bound.
    private static final class Bound extends ClassLoader {
        Bound() {
            super(ABoundClassTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(Sample.class.getName())) {
                return super.loadClass(name, resolve);
            }
            Class<?> loaded = findLoadedClass(name);
            return loaded != null ? loaded : define(name);
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try {
                byte[] before = bytes(name);
                byte[] bound = BoundClass.of(before).orElse(before);
                return defineClass(name, bound, 0, bound.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
