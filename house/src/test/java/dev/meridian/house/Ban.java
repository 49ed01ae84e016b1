package dev.meridian.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// Something that a class may not touch.
///
/// @param sentence the rule
/// @param instead what to do when it is broken
/// @param members the members that are banned, as `owner.name`; a constructor's name is `<init>`. A reference such
///     as `Instant::now` counts as a call
/// @param types the types that are banned altogether
record Ban(String sentence, String instead, Pattern members, Pattern types) {
    private static final Pattern NOTHING = Pattern.compile("(?!)");

    static final Ban CLOCK = members(
            "The core reads no clock",
            "time arrives in an event: take it as a value from the caller",
            "java\\.lang\\.System\\.(nanoTime|currentTimeMillis)|java\\.time\\.\\w+\\.now|java\\.time\\.(Clock|InstantSource)\\..*"
                    + "|java\\.util\\.(Date\\.<init>|Calendar\\.getInstance)");

    static final Ban ENVIRONMENT = members(
            "The core asks nothing of the machine that it runs on",
            "read it in a shell and hand the value in; name the locale, zone or charset",
            "java\\.lang\\.System\\.(getenv|getProperty|getProperties)|java\\.lang\\.(Integer\\.getInteger|Long\\.getLong"
                    + "|Boolean\\.getBoolean)|java\\.lang\\.Runtime\\..*|.*\\.(getDefault|systemDefault|defaultCharset)");

    static final Ban CHANCE = new Ban(
            "The core rolls no dice",
            "take a seed, or the number itself, from the caller",
            Pattern.compile("java\\.lang\\.Math\\.random|java\\.util\\.(UUID\\.randomUUID|Collections\\.shuffle)"),
            Pattern.compile("java\\.util\\.(Random|SplittableRandom|concurrent\\.ThreadLocalRandom|random\\..*)"
                    + "|java\\.security\\.SecureRandom"));

    static final Ban THREADS = new Ban(
            "The core starts no thread and waits for none",
            "return the value, and let a shell decide who runs it",
            Pattern.compile(".*\\.parallel(Stream)?"),
            Pattern.compile("java\\.util\\.(concurrent\\..*|Timer)|java\\.lang\\.(Thread.*|Process.*)"));

    static final Ban FILES = types(
            "The core reads no file and reaches no network",
            "open it in a shell and hand the bytes in; tables of the blueprint are read by its class Resources",
            "java\\.(io\\.(?!Serializable$|UncheckedIOException$).*|nio\\.(file|channels)\\..*|net\\..*|sql\\..*)|javax\\..*");

    static final Ban LOGS = types(
            "The core logs nothing",
            "return a reason as a value; a shell writes it down",
            "java\\.util\\.logging\\..*|java\\.lang\\.System\\$Logger.*|org\\.slf4j\\..*");

    static final Ban UNORDERED = members(
            "The core keeps no collection whose order is chance",
            "use LinkedHashMap, LinkedHashSet or a List: the same log must give the same state everywhere",
            "java\\.util\\.(HashMap|HashSet|IdentityHashMap|WeakHashMap)\\.<init>"
                    + "|java\\.util\\.(Set|Map)\\.(of|ofEntries|copyOf)|java\\.util\\.stream\\.Collectors\\.(toMap|toSet|groupingBy)");

    static final Ban EXIT = members(
            "Only `cli` ends the process with an exit code",
            "return, or throw, up to `cli`; a process that has to die at once halts",
            "java\\.lang\\.(System|Runtime)\\.exit");

    static final Ban PRINT = members(
            "Only `cli`, and mains whose output is their own log, print",
            "tell it to a listener or a log entry; the class with the `main` prints",
            "java\\.lang\\.System\\.(out|err)|java\\.lang\\.\\w*(Throwable|Exception|Error)\\.printStackTrace");

    static final Ban REFLECTION_OF_COMMANDS = new Ban(
            "Commands say themselves what they take",
            "make a Description of it: picocli reads annotations by reflection, at each start",
            Pattern.compile("picocli\\.CommandLine\\$Model\\$CommandSpec\\.(create|forAnnotatedObject.*)"),
            Pattern.compile(
                    "picocli\\.CommandLine\\$(Command|Option|Parameters|Mixin|ArgGroup|Spec|ParentCommand|Unmatched)"));

    static final List<Ban> OF_THE_CORE = List.of(CLOCK, ENVIRONMENT, CHANCE, THREADS, FILES, LOGS, UNORDERED);

    private static Ban members(String sentence, String instead, String members) {
        return new Ban(sentence, instead, Pattern.compile(members), NOTHING);
    }

    private static Ban types(String sentence, String instead, String types) {
        return new Ban(sentence, instead, NOTHING, Pattern.compile(types));
    }

    /// The rule for the classes that `applies` selects.
    ArchRule where(Predicate<JavaClass> applies) {
        return classes()
                .that(DescribedPredicate.describe("are meant", applies))
                .should(new Untouched())
                .as(sentence + ": " + instead);
    }

    private final class Untouched extends ArchCondition<JavaClass> {
        Untouched() {
            super("not touch it");
        }

        @Override
        public void check(JavaClass of, ConditionEvents events) {
            for (JavaAccess<?> access : of.getAccessesFromSelf()) {
                String member = access.getTargetOwner().getName() + "." + access.getName();
                if (members.matcher(member).matches()) {
                    events.add(SimpleConditionEvent.violated(access, access.getDescription()));
                }
            }
            for (Dependency dependency : of.getDirectDependenciesFromSelf()) {
                if (types.matcher(dependency.getTargetClass().getName()).matches()) {
                    events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
                }
            }
        }
    }
}
