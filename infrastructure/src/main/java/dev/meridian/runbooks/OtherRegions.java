package dev.meridian.runbooks;

import dev.meridian.estate.Cloud;
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
                    holes(other).and("steps", String.join("\n\n", steps(other))).and("back", back)));
        }
        return text.toString();
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

    private List<String> looks(Other other) {
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
        for (Other.Copy writer : other.databases()) {
            if (writer.source().isEmpty()) {
                steps.add(step(steps, moved(other, writer)));
            }
        }
        steps.add(step(steps, sheet.part("other users", holes(other))));
        steps.add(step(steps, sheet.part("other states " + other.cloud().text(), holes(other))));
        return steps;
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

    private static String promote(Other to, Other.Copy copy) {
        return to.cloud() == Cloud.GOOGLE
                ? "gcloud sql instances promote-replica " + copy.name() + " --project=\"$TF_VAR_project\""
                : "az postgres flexible-server replica promote --name " + copy.name() + " --resource-group "
                        + to.clusters().getFirst() + " --promote-mode standalone --promote-option forced";
    }
}
