package dev.meridian.cli;

import static dev.meridian.cli.Argument.option;

import dev.meridian.engine.Order;
import dev.meridian.topology.Problem;
import dev.meridian.topology.Words;
import dev.meridian.twin.Keeper;
import dev.meridian.twin.Places;
import dev.meridian.units.RegionName;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// What every order of a person says: about which topology, who gives it, and why.
final class OrderArguments implements CommandPart {
    private static final String OTHER_TWIN = "MER-0075";

    /// Why a region with a copy may not take over.
    static final String KEPT_AWAY =
            "the file or the law keeps the role from it (`promotable`, `failover.targets`, or where its data may be)";

    private static final int LONGEST_TEXT = 2_000;
    private static final int SHORT_HASH = 12;

    private final FileArguments file = new FileArguments();
    private Optional<String> reason = Optional.empty();
    private Optional<String> by = Optional.empty();
    private final TextOrJson output = new TextOrJson();

    @Override
    public void addTo(Description command) {
        command.takes(
                file,
                option("--reason", "TEXT")
                        .says("Why, for those who read the log later.")
                        .text(it -> reason = Optional.of(it)),
                option("--by", "NAME")
                        .says("Who gives the order (default: this user).")
                        .text(it -> by = Optional.of(it)),
                output);
    }

    OutputFormat output() {
        return output.format();
    }

    Optional<String> reason() {
        return reason;
    }

    FileArguments file() {
        return file;
    }

    /// The file's places, and what is wrong with what is said about the order.
    ///
    /// @param needsReason whether nothing else says why
    Optional<Places> read(List<Problem> problems, boolean needsReason) {
        if (reason.isEmpty() && needsReason) {
            problems.add(Complaints.option(
                    "--reason",
                    "",
                    "the order has no `--reason`",
                    "an order stands in the log for ever, and those who read it ask why",
                    "`--reason \"why it has to be\"`"));
        }
        reason.ifPresent(text -> mustBeText("--reason", text, problems));
        by.ifPresent(text -> mustBeText("--by", text, problems));
        return file.places(1, problems);
    }

    static void mustBeText(String option, String text, List<Problem> problems) {
        if (text.isBlank() || text.length() > LONGEST_TEXT) {
            problems.add(Complaints.option(
                    option,
                    text.isBlank() ? text : text.substring(0, 20) + "…",
                    text.isBlank() ? "it says nothing" : "it has " + text.length() + " characters",
                    "it is a text of 1 to " + LONGEST_TEXT + " characters for those who read the log",
                    "`" + option + " \"a few words\"`"));
        }
    }

    /// The engine would refuse it too (ORDER-2); it is told before anything is asked.
    void mustBeOfTwo(String second, List<Problem> problems) {
        mustBeText("--approved-by", second, problems);
        Order.Signature by = signature(Optional.of(second), "", Duration.ZERO);
        if (!second.isBlank() && !by.isOfTwo()) {
            problems.add(Complaints.option(
                    "--approved-by",
                    second,
                    "`" + second + "` is who gives the order",
                    "whoever approves an order is somebody else; it is by `" + by.actor() + "`",
                    "`--approved-by` with the name of a second person"));
        }
    }

    /// A region with a copy of the data; what is none is a problem.
    static Optional<RegionName> member(String option, String text, Places places, List<Problem> problems) {
        List<RegionName> members = places.store().members();
        Optional<RegionName> found =
                members.stream().filter(member -> member.text().equals(text)).findFirst();
        if (found.isEmpty()) {
            List<String> names = members.stream().map(RegionName::text).toList();
            problems.add(Complaints.option(
                    option,
                    text,
                    "`" + text + "` is no region with a copy of `"
                            + places.store().name() + "`",
                    "the role is where a copy is: " + names.stream().collect(Collectors.joining(", ")),
                    Words.nearest(text, names).map(near -> "`" + near + "`").orElse(Words.oneOf(names))));
        }
        return found;
    }

    /// One of those that may take over, the home included.
    static Optional<RegionName> target(String option, String text, Places places, List<Problem> problems) {
        Optional<RegionName> member = member(option, text, places, problems);
        List<RegionName> targets = places.policy().targets();
        if (member.isPresent() && !targets.contains(member.get())) {
            problems.add(Complaints.option(
                    option,
                    text,
                    "`" + text + "` may not take over",
                    KEPT_AWAY,
                    Words.oneOf(targets.stream().map(RegionName::text).toList())));
            return Optional.empty();
        }
        return member;
    }

    Order.Signature signature(Duration expires) {
        return signature(Optional.empty(), reason.orElseThrow(), expires);
    }

    Order.Signature signature(Optional<String> second, String why, Duration expires) {
        return new Order.Signature(actor(), second, why, expires);
    }

    private String actor() {
        return by.or(() -> Optional.ofNullable(System.getProperty("user.name")).filter(name -> !name.isBlank()))
                .orElse("unknown");
    }

    /// On what an order can be given.
    sealed interface Ground {
        /// A twin of this topology is up, or none is and none is needed.
        record Firm(Places places, Optional<Keeper.Kept> kept) implements Ground {
            Keeper.Kept up() {
                return kept.orElseThrow();
            }
        }

        /// It cannot; why has been told.
        record None(int exitCode) implements Ground {}
    }

    /// @param needsTwin whether anything can be said without one
    Ground ground(Optional<Places> places, List<Problem> problems, boolean needsTwin) throws IOException {
        if (!problems.isEmpty()) {
            return new Ground.None(Complaints.print(problems, output.format()));
        }
        Optional<Keeper.Kept> kept = Keeper.kept();
        if (kept.isEmpty() && needsTwin) {
            return new Ground.None(Complaints.noTwin(
                    "an order is given to the agents of a twin that `twin up` keeps",
                    FileNames.shown(file.file()),
                    output.format()));
        }
        String hash = places.orElseThrow().blueprint().topologyHash();
        Optional<Keeper.Kept> other = kept.filter(up -> !up.topologyHash().equals(hash));
        if (other.isPresent()) {
            problems.add(InputFile.topology(file.file())
                    .whole(
                            OTHER_TWIN,
                            "this is topology " + brief(hash) + ", and the twin that is up is of topology "
                                    + brief(other.get().topologyHash()) + " ("
                                    + other.get().file() + ")",
                            "an order is meant for the system that its file describes",
                            "name the file and the `--set` that the twin was started with, or `meridian twin down`"
                                    + " and `twin up` again"));
            return new Ground.None(Complaints.print(problems, output.format()));
        }
        return new Ground.Firm(places.orElseThrow(), kept);
    }

    private static String brief(String hash) {
        return hash.substring(0, Math.min(hash.length(), SHORT_HASH));
    }
}
