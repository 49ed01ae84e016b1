package dev.meridian.house;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/// Rules about Java, read by the compiler's own parser.
final class Sources {
    private static final int LONGEST_FILE = 400;
    private static final int LONGEST_METHOD = 40;
    private static final Pattern EMPTY_NAME =
            Pattern.compile(".*(Manager|Helper|Utils?|Impl|Service|Data|Info|Common|Processor)");

    /// Names that are the domain's own words: a `service` is a section of the topology, and so is `data`.
    private static final Set<String> DOMAIN_WORDS = Set.of("Service", "SchemaData");

    private Sources() {}

    static List<Finding> longFiles(Tree tree) {
        return tree.where(Sources::isMain)
                .filter(file -> file.lines().size() > LONGEST_FILE)
                .map(file -> new Finding(
                        file.path(),
                        LONGEST_FILE + 1,
                        file.lines().size() + " lines",
                        "find the second thing in it and give it a file; " + LONGEST_FILE + " is the limit"))
                .toList();
    }

    static List<Finding> longMethods(Tree tree) {
        return scan(tree.where(Sources::isMain).toList()).stream()
                .filter(finding -> finding.what().endsWith("lines"))
                .toList();
    }

    static List<Finding> names(Tree tree) {
        return scan(tree.ending(".java").toList()).stream()
                .filter(finding -> !finding.what().endsWith("lines"))
                .toList();
    }

    private static boolean isMain(String path) {
        return path.contains("/src/main/java/") && path.endsWith(".java");
    }

    private static final class InMemory extends SimpleJavaFileObject {
        private final Tree.Text file;

        InMemory(Tree.Text file) {
            super(URI.create("tree:///" + file.path()), JavaFileObject.Kind.SOURCE);
            this.file = file;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return file.content();
        }
    }

    private static List<Finding> scan(List<Tree.Text> files) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        JavacTask task = (JavacTask) compiler.getTask(
                null,
                null,
                null,
                List.of("-proc:none"),
                null,
                files.stream().map(InMemory::new).toList());
        List<Finding> findings = new ArrayList<>();
        try {
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            for (CompilationUnitTree unit : task.parse()) {
                unit.accept(new Scanner(unit, positions, findings), null);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return findings;
    }

    private static final class Scanner extends TreeScanner<Void, Void> {
        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final List<Finding> findings;

        Scanner(CompilationUnitTree unit, SourcePositions positions, List<Finding> findings) {
            this.unit = unit;
            this.positions = positions;
            this.findings = findings;
        }

        @Override
        public Void visitClass(ClassTree type, Void nothing) {
            String name = type.getSimpleName().toString();
            if (EMPTY_NAME.matcher(name).matches() && !DOMAIN_WORDS.contains(name)) {
                findings.add(new Finding(
                        path(),
                        line(positions.getStartPosition(unit, type)),
                        "the name `" + name + "` says what it is made of",
                        "name what it does or what it stands for"));
            }
            return super.visitClass(type, nothing);
        }

        /// A method that is one `switch` over all cases is a table, and a table is as long as it has rows.
        private static boolean isTable(MethodTree method) {
            return method.getBody().getStatements().size() == 1
                    && method.getBody().getStatements().getFirst() instanceof ReturnTree only
                    && only.getExpression() instanceof SwitchExpressionTree;
        }

        @Override
        public Void visitMethod(MethodTree method, Void nothing) {
            if (method.getBody() != null && !isTable(method)) {
                int first = line(positions.getStartPosition(unit, method.getBody()));
                int lines = line(positions.getEndPosition(unit, method.getBody())) - first + 1;
                if (lines > LONGEST_METHOD) {
                    findings.add(new Finding(
                            path(),
                            first,
                            "`" + method.getName() + "` has " + lines + " lines",
                            "give a part of it a name; " + LONGEST_METHOD + " is the limit"));
                }
            }
            return super.visitMethod(method, nothing);
        }

        private String path() {
            return unit.getSourceFile().toUri().getPath().substring(1);
        }

        private int line(long position) {
            return (int) unit.getLineMap().getLineNumber(position);
        }
    }
}
