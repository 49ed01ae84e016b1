package dev.meridian.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.meridian.house.sinner.Sinner;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// The same log has to give the same state on every machine, in every world: so the core is functions only.
@DisplayName("The core")
class TheCoreTest {
    private static final JavaClasses CLASSES = Rooms.classes();

    /// The classes of the core that read: the blueprint's tables and the texts of outages, each from its own jar.
    private static final List<String> READ_THEIR_TABLES = List.of(
            "dev.meridian.blueprint.Resources",
            "dev.meridian.outages.Resources",
            "dev.meridian.pipelines.Resources",
            "dev.meridian.provider.Resources",
            "dev.meridian.runbooks.Resources",
            "dev.meridian.security.Resources");

    private static boolean isCore(JavaClass of) {
        return Rooms.CORE.contains(of.getPackageName().substring("dev.meridian.".length()));
    }

    @Test
    void reads_no_clock() {
        Ban.CLOCK.where(TheCoreTest::isCore).check(CLASSES);
    }

    @Test
    void asks_nothing_of_the_machine() {
        Ban.ENVIRONMENT.where(TheCoreTest::isCore).check(CLASSES);
    }

    @Test
    void rolls_no_dice() {
        Ban.CHANCE.where(TheCoreTest::isCore).check(CLASSES);
    }

    @Test
    void starts_no_thread() {
        Ban.THREADS.where(TheCoreTest::isCore).check(CLASSES);
    }

    @Test
    void reads_no_file_and_reaches_no_network() {
        Predicate<JavaClass> core = TheCoreTest::isCore;
        Ban.FILES
                .where(core.and(of -> !READ_THEIR_TABLES.contains(of.getName())))
                .check(CLASSES);
    }

    @Test
    void logs_nothing() {
        Ban.LOGS.where(TheCoreTest::isCore).check(CLASSES);
    }

    @Test
    void keeps_no_collection_whose_order_is_chance() {
        Ban.UNORDERED.where(TheCoreTest::isCore).check(CLASSES);
    }

    @Test
    void that_breaks_a_rule_is_found() {
        JavaClasses sinner = new ClassFileImporter().importClasses(Sinner.class);
        List<Ban> all = new ArrayList<>(Ban.OF_THE_CORE);
        all.add(Ban.EXIT);
        all.add(Ban.PRINT);
        assertThat(all)
                .allSatisfy(
                        ban -> assertThat(ban.where(_ -> true).evaluate(sinner).hasViolation())
                                .as(ban.sentence())
                                .isTrue());
    }
}
