package dev.meridian.cli;

import dev.meridian.answers.Judged.Spot;
import dev.meridian.topology.Problem;
import dev.meridian.topology.Words;
import dev.meridian.twin.Places;
import dev.meridian.units.RegionName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An order for a move that came as an event, as Amazon EventBridge delivers one: `source`
/// `custom.disaster-recovery`, `detail-type` `Manual Failover Request`, and in `detail` the project, the
/// environment, the action, the target region and the reason. What an event has beyond that is EventBridge's and
/// is not read.
///
/// @param to the target region
/// @param reason why
record EventFile(RegionName to, String reason) {
    static final String SOURCE = "custom.disaster-recovery";
    static final String DETAIL_TYPE = "Manual Failover Request";

    private static final String WRONG = "MER-0076";
    private static final String ACTION = "failover";
    private static final int LONGEST = 1 << 18;
    private static final int LONGEST_REASON = 2_000;
    private static final List<String> DETAIL =
            List.of("project", "environment", "action", "targetRegion", "target_region", "reason");
    private static final String EXAMPLE = "`{\"source\": \"" + SOURCE + "\", \"detail-type\": \"" + DETAIL_TYPE
            + "\", \"detail\": {\"project\": \"shop\", \"environment\": \"production\", \"action\": \"failover\","
            + " \"targetRegion\": \"eu-west-1\", \"reason\": \"…\"}}`";

    /// What is written where a field is missing or says nothing.
    private static final Map<String, String> VALUES = Map.of(
            "source", SOURCE,
            "detail-type", DETAIL_TYPE,
            "project", "shop",
            "environment", "production",
            "action", ACTION,
            "targetRegion", "eu-west-1",
            "target_region", "eu-west-1",
            "reason", "planned maintenance");

    /// What it asks for; empty where something is wrong with it, and `problems` says what.
    ///
    /// @param environment the one that the topology is read with, if one was named
    static Optional<EventFile> read(Path path, Places places, Optional<String> environment, List<Problem> problems) {
        InputFile file = new InputFile(
                path, "an event says where the role is to go, and why", "check the path; the guide shows an event");
        Optional<byte[]> content = file.read(problems);
        if (content.isEmpty()) {
            return Optional.empty();
        }
        if (content.get().length > LONGEST) {
            problems.add(file.whole(
                    WRONG,
                    "the event has more than " + LONGEST / 1024 + " KiB",
                    "EventBridge delivers none that is longer",
                    "check that it is the file"));
            return Optional.empty();
        }
        Reader reader = new Reader(places, environment, new ArrayList<>());
        Optional<EventFile> event = Optional.empty();
        try {
            event = reader.event(LocatedJson.read(FileNames.shown(path), content.get()));
        } catch (LocatedJson.Malformed e) {
            reader.wrong(e.spot(), String.valueOf(e.getMessage()), "an event is one JSON object", EXAMPLE);
        }
        problems.addAll(Problem.inOrder(reader.problems));
        return event;
    }

    private record Reader(Places places, Optional<String> environment, List<Problem> problems) {
        Optional<EventFile> event(LocatedJson json) {
            if (!(json instanceof LocatedJson.Block event)) {
                wrong(json.spot(), "this is not an object", "an event is one JSON object", EXAMPLE);
                return Optional.empty();
            }
            mustBe(event, "source", SOURCE, "who sends such an order is known by its source");
            mustBe(event, "detail-type", DETAIL_TYPE, "the type says what the detail means");
            LocatedJson.Entry detail = event.entries().get("detail");
            if (detail == null) {
                wrong(event.spot(), "the event has no `detail`", "the order is in its detail", EXAMPLE);
                return Optional.empty();
            }
            if (!(detail.value() instanceof LocatedJson.Block block)) {
                wrong(detail.value().spot(), "`detail` is not an object", "the order is in its detail", EXAMPLE);
                return Optional.empty();
            }
            return detail(block);
        }

        private Optional<EventFile> detail(LocatedJson.Block detail) {
            detail.entries().forEach((name, entry) -> {
                if (!DETAIL.contains(name)) {
                    wrong(
                            entry.key(),
                            "`" + name + "` is not a field of such an order",
                            "what nobody reads would change nothing, and nobody would notice",
                            Words.nearest(name, DETAIL)
                                    .map(near -> "`" + near + "`")
                                    .orElse(Words.oneOf(DETAIL)));
                }
            });
            onlyOneTarget(detail);
            String application = places.policy().application();
            mustBe(detail, "project", application, "the file describes `" + application + "`");
            mustBe(detail, "action", ACTION, "`meridian failback` and the other commands do what else there is");
            text(detail, "environment").ifPresent(this::mustBeRead);
            Optional<RegionName> to = text(detail, target(detail)).flatMap(this::region);
            Optional<String> reason = text(detail, "reason").flatMap(this::brief);
            return problems.isEmpty()
                    ? to.flatMap(region -> reason.map(why -> new EventFile(region, why)))
                    : Optional.empty();
        }

        /// Both spellings are used; `targetRegion` is ours.
        private static String target(LocatedJson.Block detail) {
            return detail.entries().containsKey("target_region") ? "target_region" : "targetRegion";
        }

        /// Of two only one could be done, and nobody could say which one was meant.
        private void onlyOneTarget(LocatedJson.Block detail) {
            LocatedJson.Entry ours = detail.entries().get("targetRegion");
            LocatedJson.Entry other = detail.entries().get("target_region");
            if (ours != null && other != null) {
                wrong(
                        other.key(),
                        "the order has both `targetRegion` and `target_region`",
                        "they mean the same, and a role goes to one region",
                        "`targetRegion` alone");
            }
        }

        private void mustBeRead(LocatedJson.Text said) {
            environment
                    .filter(read -> !read.equals(said.text()))
                    .ifPresent(read -> wrong(
                            said.spot(),
                            "the order is for `" + said.text() + "`, and the file is read as `" + read + "`",
                            "an order for one environment must not move another one",
                            "`--environment " + said.text() + "`, with a twin of it"));
        }

        private Optional<RegionName> region(LocatedJson.Text said) {
            List<RegionName> targets = places.policy().targets();
            Optional<RegionName> member = member(said);
            if (member.isEmpty() || targets.contains(member.get())) {
                return member;
            }
            wrong(
                    said.spot(),
                    "`" + said.text() + "` may not take over",
                    OrderArguments.KEPT_AWAY,
                    Words.oneOf(targets.stream().map(RegionName::text).toList()));
            return Optional.empty();
        }

        private Optional<RegionName> member(LocatedJson.Text said) {
            List<RegionName> members = places.store().members();
            Optional<RegionName> found = members.stream()
                    .filter(member -> member.text().equals(said.text()))
                    .findFirst();
            if (found.isEmpty()) {
                List<String> names = members.stream().map(RegionName::text).toList();
                wrong(
                        said.spot(),
                        "`" + said.text() + "` is no region with a copy of `"
                                + places.store().name() + "`",
                        "the role can be only where a copy is",
                        Words.nearest(said.text(), names)
                                .map(near -> "`" + near + "`")
                                .orElse(Words.oneOf(names)));
            }
            return found;
        }

        private Optional<String> brief(LocatedJson.Text reason) {
            if (reason.text().length() <= LONGEST_REASON) {
                return Optional.of(reason.text());
            }
            wrong(
                    reason.spot(),
                    "`reason` has " + reason.text().length() + " characters",
                    "it stands in the log, for people: at most " + LONGEST_REASON,
                    "say it in a few words");
            return Optional.empty();
        }

        private void mustBe(LocatedJson.Block block, String key, String value, String why) {
            text(block, key)
                    .filter(text -> !text.text().equals(value))
                    .ifPresent(text ->
                            wrong(text.spot(), "`" + key + "` is `" + text.text() + "`", why, "`\"" + value + "\"`"));
        }

        /// A value that is a text with something in it.
        private Optional<LocatedJson.Text> text(LocatedJson.Block block, String key) {
            LocatedJson.Entry entry = block.entries().get(key);
            if (entry == null) {
                wrong(
                        block.spot(),
                        "there is no `" + key + "` here",
                        "an order without it cannot be judged",
                        example(key));
                return Optional.empty();
            }
            if (entry.value() instanceof LocatedJson.Text text && !text.text().isBlank()) {
                return Optional.of(text);
            }
            String what = entry.value() instanceof LocatedJson.Text ? "` says nothing" : "` is not a text";
            wrong(entry.value().spot(), "`" + key + what, "all fields of an order are texts", example(key));
            return Optional.empty();
        }

        private static String example(String key) {
            return "`\"" + key + "\": \"" + VALUES.get(key) + "\"`";
        }

        void wrong(Spot spot, String what, String why, String fix) {
            problems.add(new Problem(WRONG, spot.where(), what, Optional.of(spot.excerpt()), why, fix));
        }
    }
}
