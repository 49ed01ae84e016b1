package dev.meridian.diagrams;

import dev.meridian.estate.Cloud;
import dev.meridian.estate.Entrance;
import dev.meridian.estate.Estate;
import dev.meridian.estate.Ranges;
import dev.meridian.estate.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The picture of one region: its network with what stands in each of its tiers, and what is beside it. It follows
/// from the region alone, so that another region changes nothing of it.
final class OneRegion {
    private static final int COLUMNS = 4;
    private static final int MARGIN = 20;
    private static final int LINE = 18;
    private static final int TITLE = 20;
    private static final int LABEL = 13;

    private final Site site;
    private final List<Part> parts;

    OneRegion(Site site, Estate estate) {
        this.site = site;
        this.parts = Part.of(site, estate);
    }

    /// A part of the network.
    ///
    /// @param lines what it is called, and what is in all of it
    private record Tier(List<String> lines, Boxes boxes) {
        int head() {
            return lines.size() * LINE + 14;
        }

        int height() {
            return head() + boxes.totalHeight() + 2 * Boxes.GAP;
        }

        int width() {
            return Math.max(
                    boxes.totalWidth(),
                    lines.stream()
                            .mapToInt(line -> Picture.wide(line, LABEL))
                            .max()
                            .orElse(0));
        }
    }

    private List<Part> of(Part.Group group) {
        return parts.stream().filter(part -> part.group() == group).toList();
    }

    private List<Tier> tiers() {
        return site.cloud() == Cloud.AWS ? tiersOfZones() : tiersOfAll();
    }

    /// In clouds whose subnets are of a region: what users reach is before them, and none of them is public.
    private List<Tier> tiersOfAll() {
        List<Tier> tiers = new ArrayList<>();
        if (!of(Part.Group.ENTRANCE).isEmpty()) {
            tiers.add(new Tier(List.of("before all subnets"), Boxes.of(of(Part.Group.ENTRANCE), COLUMNS)));
        }
        Ranges ranges = site.ranges();
        List<String> machines = new ArrayList<>(List.of("subnet of machines " + ranges.machines()));
        if (site.cluster().isPresent()) {
            machines.add("pods " + ranges.pods() + ", services " + ranges.services());
        }
        machines.addAll(Part.compute(site));
        tiers.add(new Tier(machines, Boxes.of(of(Part.Group.SERVICE), COLUMNS)));
        if (!of(Part.Group.STORE).isEmpty()) {
            String where = site.cloud() == Cloud.GOOGLE
                    ? "stores by addresses of " + ranges.stores() + " and " + ranges.connections()
                    : "stores by addresses of the subnet " + ranges.connections();
            tiers.add(new Tier(List.of(where), Boxes.of(of(Part.Group.STORE), COLUMNS)));
        }
        return tiers;
    }

    private List<Tier> tiersOfZones() {
        return Stream.of(Site.Tier.PUBLIC, Site.Tier.PRIVATE, Site.Tier.DATABASE)
                .filter(tier -> site.network().tiers().contains(tier))
                .map(this::tier)
                .toList();
    }

    private Tier tier(Site.Tier tier) {
        List<String> lines = new ArrayList<>();
        lines.add(tier.word() + " subnets "
                + site.network().zones().stream()
                        .map(zone -> zone.block(tier).toString())
                        .collect(Collectors.joining(", ")));
        return switch (tier) {
            case PUBLIC -> new Tier(lines, Boxes.of(of(Part.Group.ENTRANCE), COLUMNS));
            case PRIVATE -> {
                lines.addAll(Part.compute(site));
                yield new Tier(lines, Boxes.of(of(Part.Group.SERVICE), COLUMNS));
            }
            case DATABASE -> new Tier(lines, Boxes.of(of(Part.Group.STORE), COLUMNS));
        };
    }

    String svg() {
        Picture picture = new Picture("Region " + site.region() + " of " + owner(), description());
        picture.text("name", MARGIN, 2 * MARGIN, TITLE, site.region() + " — " + owner());
        int y = 3 * MARGIN;
        for (Entrance entrance : site.entrances()) {
            picture.text("small", MARGIN, y, LABEL, "users → " + entrance.host(site.region()));
            y += LINE;
        }
        y = network(picture, y);
        Boxes beside = Boxes.of(of(Part.Group.BESIDE), COLUMNS);
        if (!beside.parts().isEmpty()) {
            picture.text("small", MARGIN, y + MARGIN + 4, LABEL, "beside the network, in the same region");
            beside.draw(picture, MARGIN, y + MARGIN + 14);
        }
        return picture.text();
    }

    private String owner() {
        return site.name().replaceFirst("-" + site.region() + "$", "");
    }

    private int network(Picture picture, int top) {
        List<Tier> tiers = tiers();
        String name = "network " + site.network().block() + ", "
                + site.network().zones().size() + " zones, way out " + wayOut();
        int head = LINE + 14;
        int inner = tiers.stream().mapToInt(Tier::width).max().orElse(0);
        int height = head + tiers.stream().mapToInt(Tier::height).sum();
        int width = Math.max(inner + 4 * MARGIN, Picture.wide(name, LABEL) + 2 * MARGIN);
        picture.box("region", new Picture.Area(MARGIN, top, width, height));
        picture.text("small", 2 * MARGIN, top + MARGIN, LABEL, name);
        int y = top + head;
        for (Tier tier : tiers) {
            picture.box("box", new Picture.Area(2 * MARGIN, y, width - 2 * MARGIN, tier.height() - Boxes.GAP));
            for (int i = 0; i < tier.lines().size(); i++) {
                picture.text(
                        "small",
                        3 * MARGIN,
                        y + MARGIN + i * LINE,
                        LABEL,
                        tier.lines().get(i));
            }
            tier.boxes().draw(picture, 3 * MARGIN, y + tier.head());
            y += tier.height();
        }
        return top + height;
    }

    /// One for each zone is a matter of AWS; elsewhere one serves the region, in all of its zones.
    private String wayOut() {
        return site.cloud() == Cloud.AWS
                ? site.network().nat().name().toLowerCase(Locale.ROOT).replace('_', ' ')
                : "for all of them";
    }

    /// The same in words, for those who do not see it.
    private String description() {
        List<String> sentences = new ArrayList<>();
        sentences.add("A network with " + site.network().zones().size() + " zones.");
        for (Part.Group group : Part.Group.values()) {
            List<Part> of = of(group);
            if (!of.isEmpty()) {
                sentences.add(switch (group) {
                            case ENTRANCE -> "Users reach ";
                            case SERVICE -> "Services: ";
                            case STORE -> "Stores in the network: ";
                            case BESIDE -> "Beside the network: ";
                        }
                        + of.stream()
                                .map(part -> part.name() + " (" + part.kind() + ")")
                                .collect(Collectors.joining(", "))
                        + ".");
            }
        }
        return String.join(" ", sentences);
    }

    /// The same for texts that draw by themselves; arrows say who calls whom.
    String mermaid() {
        Mermaid mermaid = new Mermaid("Region " + site.region());
        if (!site.entrances().isEmpty()) {
            mermaid.node("users", "users", Mermaid.Shape.ROUND);
        }
        mermaid.open("network", "network " + site.network().block());
        parts.stream().filter(part -> part.group() != Part.Group.BESIDE).forEach(mermaid::part);
        mermaid.close();
        of(Part.Group.BESIDE).forEach(mermaid::part);
        for (Entrance entrance : site.entrances()) {
            named(Part.Group.ENTRANCE, entrance.name()).forEach(balancer -> {
                mermaid.arrow("users", balancer.id(), entrance.host(site.region()));
                named(Part.Group.SERVICE, entrance.service())
                        .forEach(service -> mermaid.arrow(balancer.id(), service.id(), ""));
            });
        }
        site.services()
                .forEach(service -> named(Part.Group.SERVICE, service.name())
                        .forEach(from -> service.stores()
                                .forEach(store -> Stream.concat(
                                                named(Part.Group.STORE, store).stream(),
                                                named(Part.Group.BESIDE, store).stream())
                                        .forEach(to -> mermaid.arrow(from.id(), to.id(), "")))));
        return mermaid.text();
    }

    private List<Part> named(Part.Group group, String name) {
        return of(group).stream().filter(part -> part.name().equals(name)).toList();
    }
}
