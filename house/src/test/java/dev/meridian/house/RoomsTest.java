package dev.meridian.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.meridian.house.sinner.Sinner;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Rooms")
class RoomsTest {
    @Test
    void know_only_the_rooms_that_the_plan_says() {
        JavaClasses classes = Rooms.classes();
        assertThat(Rooms.HOUSE.rules()).allSatisfy(rule -> rule.check(classes));
    }

    @Test
    void are_all_on_the_plan() {
        Set<String> found = new TreeSet<>();
        for (JavaClass shipped : Rooms.classes()) {
            found.add(shipped.getPackageName().substring("dev.meridian.".length()));
        }
        assertThat(found)
                .as("a package is a room, flat: put new ones on the plan in Rooms.java, and take dead ones off")
                .isEqualTo(new TreeSet<>(Rooms.HOUSE.plan().keySet()));
    }

    @Test
    void know_only_rooms_above_them_so_that_nothing_depends_on_a_shell_but_a_later_shell() {
        List<String> above = new ArrayList<>();
        Rooms.HOUSE.plan().forEach((room, known) -> {
            assertThat(above)
                    .as("what `%s` may know stands above it in the plan", room)
                    .containsAll(known);
            above.add(room);
        });
    }

    @Test
    void that_break_the_plan_are_found() {
        Rooms wrong = Rooms.of("dev.meridian.", "cli\nhouse.sinner\n");
        JavaClasses sinner = new ClassFileImporter().importClasses(Sinner.class);
        assertThat(wrong.rules().getLast().evaluate(sinner).hasViolation()).isTrue();
    }
}
