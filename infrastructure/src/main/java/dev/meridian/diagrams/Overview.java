package dev.meridian.diagrams;

import dev.meridian.estate.BackupRegion;
import dev.meridian.estate.Cloud;
import dev.meridian.estate.Entrance;
import dev.meridian.estate.Estate;
import dev.meridian.estate.ShortName;
import dev.meridian.estate.Site;
import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/// The picture of all regions: each is a card, one below the other; to the right of the cards each flow has a lane
/// of its own, a line from its source down or up to where it goes. Lanes cross lines only, never a box or a word,
/// however many there are. What a lane is stands in the list below, by its number.
final class Overview {
    private static final int MARGIN = 20;
    private static final int TITLE = 20;
    private static final int NAME = 15;
    private static final int SMALL = 12;
    private static final int LINE = 18;
    private static final int LANE = 28;
    private static final int CARD = 460;

    private static final String BACKUPS = "copies of backups alone";

    /// Between two lines that reach a card.
    private static final int PORT = 14;

    private final Estate estate;
    private final List<Flow> flows;
    private final SequencedMap<RegionName, Picture.Area> cards = new LinkedHashMap<>();
    private final SequencedMap<RegionName, Integer> used = new LinkedHashMap<>();

    Overview(Estate estate) {
        this.estate = estate;
        this.flows = Flow.of(estate);
    }

    String svg() {
        Picture picture = new Picture("All regions of " + estate.name(), description());
        picture.text("name", MARGIN, 2 * MARGIN, TITLE, estate.name());
        int y = 3 * MARGIN;
        for (Entrance entrance : estate.entrances()) {
            y = entrance(picture, entrance, y);
        }
        int width = Math.max(
                CARD,
                estate.sites().values().stream()
                        .flatMap(site -> lines(site).stream())
                        .mapToInt(line -> Picture.wide(line, SMALL) + 2 * MARGIN)
                        .max()
                        .orElse(CARD));
        for (Site site : estate.sites().values()) {
            y = card(picture, site.region(), lines(site), new Picture.Area(MARGIN, y + MARGIN, width, 0));
        }
        for (BackupRegion one : estate.backupRegions()) {
            y = card(picture, one.region(), List.of(BACKUPS), new Picture.Area(MARGIN, y + MARGIN, width, 0));
        }
        int lanes = MARGIN + width + 2 * MARGIN;
        for (int i = 0; i < flows.size(); i++) {
            lane(picture, flows.get(i), i + 1, lanes + i * LANE);
        }
        legend(picture, y + 2 * MARGIN);
        return picture.text();
    }

    private static String leads(Entrance entrance) {
        return switch (entrance.cloud()) {
            case AWS -> entrance.lead() == Entrance.Lead.ACCELERATOR ? "Global Accelerator" : "Route 53";
            case GOOGLE -> "Cloud DNS";
            case AZURE -> entrance.check().isPresent() ? "Traffic Manager" : "Azure DNS";
        };
    }

    private int entrance(Picture picture, Entrance entrance, int top) {
        List<String> lines = new ArrayList<>(List.of("users → " + entrance.host()));
        String before = (entrance.cdn().isPresent() ? "CloudFront, " : "")
                + (entrance.cloud() == Cloud.AWS && estate.firewall().isPresent() ? "WAF, " : "")
                + leads(entrance);
        String regions = entrance.regions().stream().map(RegionName::text).collect(Collectors.joining(", "));
        lines.add(before + " → " + regions + " (" + entrance.service() + ")");
        int width =
                lines.stream().mapToInt(line -> Picture.wide(line, SMALL)).max().orElse(0) + 2 * MARGIN;
        Picture.Area area = new Picture.Area(MARGIN, top, Math.max(CARD, width), 2 * LINE + MARGIN);
        picture.box("entrance", area);
        for (int i = 0; i < lines.size(); i++) {
            picture.text(i == 0 ? "name" : "small", 2 * MARGIN, top + MARGIN + 2 + i * LINE, SMALL, lines.get(i));
        }
        return area.bottom() + MARGIN / 2;
    }

    /// What a card says: services are counted, stores named.
    private List<String> lines(Site site) {
        List<String> lines = new ArrayList<>();
        lines.add("network " + site.network().block() + ", "
                + site.network().zones().size() + " zones");
        lines.addAll(Part.compute(site));
        List<Part> parts = Part.of(site, estate);
        long services = parts.stream()
                .filter(part ->
                        part.group() == Part.Group.SERVICE && !part.kind().equals(Part.NOT_WRITTEN))
                .count();
        if (services > 0) {
            lines.add(services + (services == 1 ? " service" : " services"));
        }
        parts.stream()
                .filter(part -> part.group() == Part.Group.STORE || part.group() == Part.Group.BESIDE)
                .forEach(part -> lines.add(part.name() + ": " + part.kind()
                        + (part.group() == Part.Group.STORE ? ", " + part.more() : "")));
        return lines;
    }

    private long ports(RegionName region) {
        return flows.stream()
                .filter(flow -> flow.from().equals(region) || flow.to().contains(region))
                .count();
    }

    private int card(Picture picture, RegionName region, List<String> lines, Picture.Area at) {
        int words = NAME + MARGIN + lines.size() * LINE + MARGIN;
        int height = Math.max(words, (int) (ports(region) + 1) * PORT);
        Picture.Area area = new Picture.Area(at.x(), at.y(), at.width(), height);
        cards.put(region, area);
        picture.box("region", area);
        picture.text("name", area.x() + MARGIN, area.y() + MARGIN + 4, NAME, region.text());
        for (int i = 0; i < lines.size(); i++) {
            picture.text("small", area.x() + MARGIN, area.y() + 2 * MARGIN + 6 + i * LINE, SMALL, lines.get(i));
        }
        return area.bottom();
    }

    /// The next place at the right of a card at which a line may begin or end.
    private int port(RegionName region) {
        Picture.Area card = cards.getOrDefault(region, new Picture.Area(0, 0, 0, 0));
        return card.y() + PORT * used.merge(region, 1, Integer::sum);
    }

    private void lane(Picture picture, Flow flow, int number, int x) {
        int edge = cards.firstEntry().getValue().right();
        int from = port(flow.from());
        int top = from;
        int bottom = from;
        for (RegionName region : flow.to()) {
            int to = port(region);
            picture.line(true, x, to, edge + 2, to);
            picture.dot(x, to);
            top = Math.min(top, to);
            bottom = Math.max(bottom, to);
        }
        picture.line(false, edge, from, x, from);
        picture.dot(x, from);
        picture.line(false, x, top, x, bottom);
        picture.text("name", x - 4, cards.firstEntry().getValue().y() - 6, SMALL, "" + number);
    }

    private void legend(Picture picture, int top) {
        for (int i = 0; i < flows.size(); i++) {
            Flow flow = flows.get(i);
            picture.text("small", MARGIN, top + i * LINE, SMALL, (i + 1) + "  " + words(flow));
        }
    }

    private static String words(Flow flow) {
        return flow.store() + ": " + flow.from() + " → "
                + flow.to().stream().map(RegionName::text).collect(Collectors.joining(", ")) + " (" + flow.how() + ")";
    }

    private String description() {
        return estate.sites().size() + " regions: "
                + estate.sites().keySet().stream().map(RegionName::text).collect(Collectors.joining(", ")) + "."
                + estate.backupRegions().stream()
                        .map(one -> " " + one.region() + ": " + BACKUPS + ".")
                        .collect(Collectors.joining())
                + (flows.isEmpty()
                        ? " Nothing goes from one to another."
                        : " Between them: "
                                + flows.stream().map(Overview::words).collect(Collectors.joining("; ")) + ".");
    }

    String mermaid() {
        Mermaid mermaid = new Mermaid("All regions of " + estate.name());
        for (Entrance entrance : estate.entrances()) {
            mermaid.node(name(entrance), entrance.host(), Mermaid.Shape.ROUND);
        }
        for (Site site : estate.sites().values()) {
            mermaid.open(id(site.region()), site.region().text());
            List<Part> parts = Part.of(site, estate);
            parts.stream()
                    .filter(part -> part.group() != Part.Group.ENTRANCE)
                    .map(part -> within(site.region(), part))
                    .forEach(mermaid::part);
            if (parts.stream().allMatch(part -> part.group() == Part.Group.ENTRANCE)) {
                mermaid.node(
                        id(site.region()) + "_network",
                        "network " + site.network().block(),
                        Mermaid.Shape.BOX);
            }
            mermaid.close();
        }
        for (BackupRegion one : estate.backupRegions()) {
            mermaid.open(id(one.region()), one.region().text());
            mermaid.node(id(one.region()) + "_backups", BACKUPS, Mermaid.Shape.DRUM);
            mermaid.close();
        }
        for (Entrance entrance : estate.entrances()) {
            entrance.regions().forEach(region -> mermaid.arrow(name(entrance), id(region), ""));
        }
        for (Flow flow : flows) {
            flow.to().forEach(to -> mermaid.arrow(id(flow.from()), id(to), flow.store() + ", " + flow.how()));
        }
        return mermaid.text();
    }

    private static Part within(RegionName region, Part part) {
        return new Part(id(region) + "_" + part.id(), part.name(), part.kind(), part.more(), part.group());
    }

    private static String name(Entrance entrance) {
        return "users_" + ShortName.underscored(entrance.name());
    }

    private static String id(RegionName region) {
        return ShortName.underscored(region.text());
    }
}
