package dev.meridian.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// They are started from their sources, by hand and rarely: what they use of Meridian must still be there then.
@DisplayName("The benches")
class TheBenchesTest {
    @TempDir
    Path classes;

    @Test
    void fit_what_they_measure() {
        List<Path> sources = Tree.here()
                .where(path -> path.startsWith("bench/") && path.endsWith(".java"))
                .map(text -> Tree.root().resolve(text.path()))
                .toList();
        assertThat(sources).isNotEmpty();

        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
        List<String> options = List.of("-proc:none", "-d", classes.toString());
        boolean isFine = compiler.getTask(
                        null,
                        null,
                        said,
                        options,
                        null,
                        compiler.getStandardFileManager(said, Locale.ROOT, null).getJavaFileObjectsFromPaths(sources))
                .call();

        assertThat(isFine).as(said.getDiagnostics().toString()).isTrue();
    }
}
