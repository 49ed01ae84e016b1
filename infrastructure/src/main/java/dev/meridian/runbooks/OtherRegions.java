package dev.meridian.runbooks;

import dev.meridian.estate.Cloud;
import dev.meridian.estate.Entrance;
import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.List;

/// What is done when a region of another cloud than AWS is lost.
final class OtherRegions {
    private final Sheet sheet;
    private final Known known;
    private final List<Other> others;

    OtherRegions(Sheet sheet, Known known) {
        this.sheet = sheet;
        this.known = known;
        this.others = Other.of(known.elsewhere());
    }

    boolean areSome() {
        return !others.isEmpty();
    }

    String text() {
        if (others.isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder(sheet.part("others", known.holes()));
        for (Other other : others) {
            boolean writes = other.databases().stream()
                    .anyMatch(database -> database.source().isEmpty());
            String back = writes ? " " + sheet.part("other back", known.holes()).strip() : "";
            text.append(sheet.part(
                    "other",
                    holes(other)
                            .and("steps", String.join("\n\n", steps(other)))
                            .and("stopped", known.stopped())
                            .and("back", back + led(other) + started(other))));
        }
        return text.toString();
    }

    /// What sends users there again.
    private String led(Other other) {
        RegionName region = new RegionName(other.region());
        List<String> commands = names(other).stream()
                .filter(entrance -> entrance.check().isPresent())
                .map(entrance -> NamesElsewhere.turned(known, entrance, region, false))
                .toList();
        return commands.isEmpty()
                ? ""
                : "\n\n"
                        + sheet.part("other led", holes(other).and("back", Words.lines(commands)))
                                .strip();
    }

    private String started(Other other) {
        return known.estate()
                .delivery()
                .map(_ -> "\n\n" + sheet.part("other started", holes(other)).strip())
                .orElse("");
    }

    /// What names are changed by is of a region as well, where Azure has a group for it.
    private String bound(Other other) {
        return taken(other).contains("global-azure")
                ? " The group of it is of this region: while it is away, that may be refused; what checks decide goes on."
                : "";
    }

    private List<String> taken(Other other) {
        return Taken.by(known.elsewhere(), other.cloud(), other.region());
    }

    private List<Entrance> names(Other other) {
        return NamesElsewhere.of(known, other.region());
    }

    /// Users first, where there is another region to send them to.
    private List<String> users(Other other) {
        List<String> texts = new ArrayList<>();
        RegionName region = new RegionName(other.region());
        for (Entrance entrance : names(other)) {
            Holes holes =
                    NamesElsewhere.holes(known, entrance).and("region", region).and("bound", bound(other));
            texts.add(
                    entrance.check().isEmpty()
                            ? sheet.part("other only", holes)
                            : sheet.part(
                                    "other away",
                                    holes.and("away", "   " + NamesElsewhere.turned(known, entrance, region, true))));
        }
        if (texts.isEmpty()) {
            texts.add(sheet.part("other users", holes(other)));
        }
        return texts;
    }

    private Holes holes(Other other) {
        return known.holes()
                .and("cloud", other.cloud().text())
                .and("region", other.region())
                .and(
                        "status",
                        switch (other.cloud()) {
                            case GOOGLE -> "<https://status.cloud.google.com>";
                            case AZURE -> "<https://azure.status.microsoft>";
                            case AWS -> throw new IllegalArgumentException(other.region());
                        })
                .and("look", Words.lines(looks(other)));
    }

    /// Where nothing runs services the network is asked, which every region has.
    private List<String> looks(Other other) {
        if (other.clusters().isEmpty()) {
            return List.of(
                    other.cloud() == Cloud.GOOGLE
                            ? "gcloud compute regions describe " + other.region()
                                    + " --project=\"$TF_VAR_project\" --format='value(status)'"
                            : "az network vnet show --resource-group " + group(other) + " --name " + group(other)
                                    + " --query provisioningState --output tsv");
        }
        return other.clusters().stream()
                .map(cluster -> other.cloud() == Cloud.GOOGLE
                        ? "gcloud container clusters describe " + cluster + " --region=" + other.region()
                                + " --project=\"$TF_VAR_project\" --format='value(status)'"
                        : "az aks show --resource-group " + cluster + " --name " + cluster
                                + " --query provisioningState --output tsv")
                .toList();
    }

    private List<String> steps(Other other) {
        List<String> steps = new ArrayList<>();
        users(other).forEach(text -> steps.add(step(steps, text)));
        for (Other.Copy writer : other.databases()) {
            if (writer.source().isEmpty()) {
                steps.add(step(steps, moved(other, writer)));
            }
        }
        if (!other.clusters().isEmpty()) {
            steps.add(step(steps, sheet.part("other room", holes(other))));
        }
        steps.add(step(steps, roots(other)));
        return steps;
    }

    /// What Terraform can do meanwhile. A network of Google Cloud belongs to no region, so that a peering may even
    /// be planned; nobody needs it in this hour.
    private String roots(Other other) {
        Holes holes = holes(other).and("taken", Words.or(Taken.quoted(taken(other))));
        return sheet.part("other states " + other.cloud().text(), holes);
    }

    private static String step(List<String> before, String text) {
        return (before.size() + 1) + ". " + text.strip();
    }

    private String moved(Other other, Other.Copy writer) {
        for (Other to : others) {
            for (Other.Copy copy : to.databases()) {
                if (to.cloud() == other.cloud()
                        && copy.source().filter(writer.name()::equals).isPresent()) {
                    return sheet.part(
                            "other promote",
                            holes(other)
                                    .and("database", writer.name())
                                    .and("copy", copy.name())
                                    .and("target", to.region())
                                    .and("promote", "   " + promote(to, copy)));
                }
            }
        }
        return sheet.part("other alone", holes(other).and("database", writer.name()));
    }

    /// What all of a region of Azure is in has the name of the region's network.
    private String group(Other other) {
        return known.whole().site(new RegionName(other.region())).name();
    }

    private String promote(Other to, Other.Copy copy) {
        return to.cloud() == Cloud.GOOGLE
                ? "gcloud sql instances promote-replica " + copy.name() + " --project=\"$TF_VAR_project\""
                : "az postgres flexible-server replica promote --name " + copy.name() + " --resource-group " + group(to)
                        + " --promote-mode standalone --promote-option forced";
    }
}
