package dev.meridian.diagrams;

import dev.meridian.estate.Entrance;
import dev.meridian.estate.Site;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/// The picture of one region: its network with what stands in each of its tiers, and what is beside it. It follows
/// from the region alone, so that another region changes nothing of it.
final class OneRegion {
    private static final int COLUMNS = 4;
    private static final int MARGIN = 20;
    private static final int HEAD = 30;
    private static final int TITLE = 20;
    private static final int LABEL = 13;

    private final Site site;
    private final List<Part> parts;

    OneRegion(Site site) {
        this.site = site;
        this.parts = Part.of(site);
    }

    private List<Part> of(Part.Group group) {
        return parts.stream().filter(part -> part.group() == group).toList();
    }

    /// The parts of the network, by what they are called.
    private SequencedMap<String, Boxes> tiers() {
        SequencedMap<String, Boxes> tiers = new LinkedHashMap<>();
        String compute = Part.compute(site);
        tiers.put(tier(Site.Tier.PUBLIC, ""), Boxes.of(of(Part.Group.ENTRANCE), COLUMNS));
        tiers.put(tier(Site.Tier.PRIVATE, compute), Boxes.of(of(Part.Group.SERVICE), COLUMNS));
        tiers.put(tier(Site.Tier.DATABASE, ""), Boxes.of(of(Part.Group.STORE), COLUMNS));
        tiers.remove("");
        return tiers;
    }

    private String tier(Site.Tier tier, String more) {
        if (!site.network().tiers().contains(tier)) {
            return "";
        }
        String blocks = site.network().zones().stream()
                .map(zone -> zone.block(tier).toString())
                .collect(Collectors.joining(", "));
        return tier.word() + " subnets " + blocks + (more.isEmpty() ? "" : " · " + more);
    }

    String svg() {
        Picture picture = new Picture("Region " + site.region() + " of " + owner(), description());
        picture.text("name", MARGIN, 2 * MARGIN, TITLE, site.region() + " — " + owner());
        int y = 3 * MARGIN;
        String users = site.entrances().stream()
                .map(one -> "users → " + one.host(site.region()))
                .collect(Collectors.joining("   "));
        if (!users.isEmpty()) {
            y += MARGIN / 2;
            picture.text("small", MARGIN, y, LABEL, users);
            y += MARGIN / 2;
        }
        y = network(picture, y);
        Boxes beside = Boxes.of(of(Part.Group.BESIDE), COLUMNS);
        if (!beside.parts().isEmpty()) {
            picture.text("small", MARGIN, y + MARGIN, LABEL, "beside the network, in the same region");
            beside.draw(picture, MARGIN, y + HEAD);
        }
        return picture.text();
    }

    private String owner() {
        return site.name().replaceFirst("-" + site.region() + "$", "");
    }

    private int network(Picture picture, int top) {
        SequencedMap<String, Boxes> tiers = tiers();
        String name = "network " + site.network().block() + ", "
                + site.network().zones().size() + " zones, way out "
                + site.network().nat().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        int inner = tiers.entrySet().stream()
                .mapToInt(tier -> Math.max(
                        Picture.wide(tier.getKey(), LABEL), tier.getValue().totalWidth()))
                .max()
                .orElse(0);
        int height = HEAD + tiers.values().stream().mapToInt(OneRegion::height).sum();
        int width = Math.max(inner + 4 * MARGIN, Picture.wide(name, LABEL) + 2 * MARGIN);
        picture.box("region", new Picture.Area(MARGIN, top, width, height));
        picture.text("small", 2 * MARGIN, top + MARGIN, LABEL, name);
        int y = top + HEAD;
        for (var tier : tiers.entrySet()) {
            Boxes boxes = tier.getValue();
            picture.box("box", new Picture.Area(2 * MARGIN, y, width - 2 * MARGIN, height(boxes) - Boxes.GAP));
            picture.text("small", 3 * MARGIN, y + MARGIN, LABEL, tier.getKey());
            boxes.draw(picture, 3 * MARGIN, y + HEAD);
            y += height(boxes);
        }
        return top + height;
    }

    private static int height(Boxes boxes) {
        return HEAD + boxes.totalHeight() + 2 * Boxes.GAP;
    }

    /// The same in words, for those who do not see it.
    private String description() {
        List<String> sentences = new ArrayList<>();
        sentences.add("A network with " + site.network().zones().size() + " zones.");
        for (Part.Group group : Part.Group.values()) {
            List<Part> of = of(group);
            if (!of.isEmpty()) {
                sentences.add(
                        switch (group) {
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
        site.entrances().stream().findFirst().ifPresent(_ -> mermaid.node("users", "users", Mermaid.Shape.ROUND));
        mermaid.open("network", "network " + site.network().block());
        parts.stream().filter(part -> part.group() != Part.Group.BESIDE).forEach(mermaid::part);
        mermaid.close();
        parts.stream().filter(part -> part.group() == Part.Group.BESIDE).forEach(mermaid::part);
        for (Entrance entrance : site.entrances()) {
            Part balancer = part("entrance_", entrance.name());
            mermaid.arrow("users", balancer.id(), entrance.host(site.region()));
            parts.stream()
                    .filter(part -> part.group() == Part.Group.SERVICE
                            && part.name().equals(entrance.service()))
                    .forEach(service -> mermaid.arrow(balancer.id(), service.id(), ""));
        }
        site.services().forEach(service -> service.stores().forEach(store -> parts.stream()
                .filter(part -> part.name().equals(store)
                        && (part.group() == Part.Group.STORE || part.group() == Part.Group.BESIDE))
                .forEach(part -> parts.stream()
                        .filter(one -> one.group() == Part.Group.SERVICE
                                && one.name().equals(service.name()))
                        .forEach(one -> mermaid.arrow(one.id(), part.id(), "")))));
        return mermaid.text();
    }

    private Part part(String prefix, String name) {
        return parts.stream()
                .filter(part -> part.name().equals(name) && part.id().startsWith(prefix))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no part " + name));
    }
}
