package dev.meridian.house;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// What a person reads and what a script gets as an exit code has one door.
@DisplayName("The shells")
class TheShellsTest {
    private static final JavaClasses CLASSES = Rooms.classes();
    private static final String CLI = "dev.meridian.cli";
    private static final Set<String> HAVE_PROCESSES = Set.of("dev.meridian.agent", "dev.meridian.twin");

    @Test
    void exit_in_the_command_line_only() {
        Ban.EXIT.where(of -> !of.getPackageName().equals(CLI)).check(CLASSES);
    }

    @Test
    void print_in_the_command_line_and_in_mains_whose_output_is_their_own_log() {
        Ban.PRINT
                .where(of -> !of.getPackageName().equals(CLI) && !isProcess(of))
                .check(CLASSES);
    }

    @Test
    void describe_commands_without_annotations() {
        Ban.REFLECTION_OF_COMMANDS.where(_ -> true).check(CLASSES);
    }

    /// A class with a `main` in a room that starts processes, with what is nested in it.
    private static boolean isProcess(JavaClass of) {
        JavaClass outermost = of;
        while (outermost.getEnclosingClass().isPresent()) {
            outermost = outermost.getEnclosingClass().get();
        }
        return HAVE_PROCESSES.contains(of.getPackageName())
                && outermost.tryGetMethod("main", String[].class).isPresent();
    }
}
