package dev.meridian.runbooks;

import dev.meridian.estate.Entrance;
import dev.meridian.estate.Site;
import dev.meridian.hcl.Block;
import dev.meridian.terraform.Root;
import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What nobody can change while us-east-1 takes no changes: services that all regions share are changed there and
/// nowhere else, whether or not an estate has anything in it (AWS Fault Isolation Boundaries, global services,
/// 2026-11).
final class ControlPlane {
    static final RegionName REGION = new RegionName("us-east-1");

    /// A group of its own for the checks of Route 53, where a CDN is the only other way in; the one for everybody
    /// elsewhere. See `aws.LoadBalancer`.
    private static final String CHECKS = "-load-balancer-checks";

    private static final List<String> DOORS = List.of(CHECKS, "-load-balancer");

    private final Sheet sheet;
    private final Known known;

    ControlPlane(Sheet sheet, Known known) {
        this.sheet = sheet;
        this.known = known;
    }

    String text() {
        if (known.sites().isEmpty()) {
            return "";
        }
        return sheet.part(
                "changes",
                known.holes().and("roots", roots()).and("asks", asks()).and("prepared", String.join("\n", prepared())));
    }

    /// Which roots read what is changed there, and so may not be planned.
    private String roots() {
        List<String> without = known.roots().stream()
                .filter(root -> root.blocks().stream().noneMatch(ControlPlane::isOfAll))
                .map(root -> "`" + root.path() + "`")
                .toList();
        return without.isEmpty() ? "Every root" : "Every root but " + Words.and(without);
    }

    private static boolean isOfAll(Block block) {
        return block.labels().stream()
                .anyMatch(label -> !label.equals("aws_iam_policy_document")
                        && Stream.of("aws_iam_", "aws_route53_", "aws_cloudfront_")
                                .anyMatch(label::startsWith));
    }

    /// The roots that ask that region for everything, whatever they are about.
    private String asks() {
        List<String> asking = known.roots().stream()
                .filter(root -> root.path().startsWith("global"))
                .map(Root::path)
                .filter(known.asking(REGION)::contains)
                .map(root -> "`" + root + "`")
                .toList();
        return asking.isEmpty()
                ? ""
                : " " + Words.and(asking) + (asking.size() == 1 ? " asks" : " ask")
                        + " us-east-1 itself, and can wait.";
    }

    private List<String> prepared() {
        List<String> prepared = new ArrayList<>();
        Holes holes = known.holes();
        boolean isLed = led(Entrance.Lead.RECORDS).findAny().isPresent();
        if (isLed) {
            prepared.add(sheet.part("prepared checks", holes).strip());
            closings().ifPresent(prepared::add);
        }
        if (led(Entrance.Lead.CONTROLS).findAny().isPresent()) {
            prepared.add(sheet.part("prepared controls", holes).strip());
        }
        if (led(Entrance.Lead.ACCELERATOR).findAny().isPresent()) {
            prepared.add(sheet.part("prepared accelerator", holes).strip());
        }
        if (known.sites().stream()
                .anyMatch(site -> site.databases().stream()
                        .anyMatch(one -> !known.copies(one).isEmpty()))) {
            prepared.add(sheet.part("prepared databases", holes).strip());
        }
        prepared.add(sheet.part("prepared roles", holes).strip());
        return prepared;
    }

    private Optional<String> closings() {
        List<String> closings = known.sites().stream()
                .filter(site -> led(Entrance.Lead.RECORDS)
                        .anyMatch(entrance -> entrance.regions().contains(site.region())))
                .flatMap(site -> closing(site).stream())
                .toList();
        if (closings.isEmpty()) {
            return Optional.empty();
        }
        boolean keepsUsers = closings.stream().allMatch(closing -> closing.endsWith(CHECKS));
        Holes holes = known.holes()
                .and("closings", Words.lines(closings, 2))
                .and(
                        "users",
                        sheet.part(keepsUsers ? "shut checks" : "shut all", known.holes())
                                .strip());
        return Optional.of(sheet.part("prepared doors", holes).strip());
    }

    /// Names that lead users to several regions, in this way.
    private Stream<Entrance> led(Entrance.Lead lead) {
        return known.estate().entrances().stream()
                .filter(entrance -> entrance.lead() == lead
                        && entrance.check().isPresent()
                        && entrance.regions().size() > 1);
    }

    /// Shuts the checks out of a region, by its own rules.
    private Optional<String> closing(Site site) {
        return DOORS.stream()
                .map(door -> site.name() + door)
                .filter(this::isThere)
                .findFirst()
                .map(group -> "shut " + site.region() + " " + group);
    }

    private boolean isThere(String group) {
        return known.roots().stream()
                .flatMap(root -> root.blocks().stream())
                .filter(block -> block.labels().contains("aws_security_group"))
                .anyMatch(block -> block.text("name").equals(Optional.of(group)));
    }

    /// Whether somebody may have to shut checks out of a region.
    boolean shuts() {
        return known.sites().stream().anyMatch(site -> closing(site).isPresent())
                && led(Entrance.Lead.RECORDS).findAny().isPresent();
    }
}
