package dev.meridian.synthesis;

import dev.meridian.estate.Database;
import dev.meridian.estate.Estate;
import dev.meridian.estate.Site;
import dev.meridian.terraform.Root;
import dev.meridian.units.RegionName;
import java.util.List;
import java.util.stream.Collectors;

/// The page that whoever opens the folder reads first.
final class ReadMe {
    private ReadMe() {}

    static String of(String file, Estate estate, List<Root> roots) {
        return "# " + estate.name() + "\n\n"
                + "Written by Meridian from " + file
                + ". A change belongs in that file; `meridian synth` writes it here,\n"
                + "and leaves alone what somebody changed by hand. [UNRENDERED.md](UNRENDERED.md) has what the file asks\n"
                + "for and nothing here contains.\n\n"
                + "| region | network | zones |\n|---|---|---|\n"
                + estate.sites().values().stream().map(ReadMe::row).collect(Collectors.joining())
                + databases(estate)
                + "\n## Applying it\n\n"
                + "```sh\n"
                + "cd terraform/bootstrap && terraform init && terraform apply   # where all other states are kept\n"
                + "```\n\n"
                + "then every other root, in the order of [terraform/ORDER](terraform/ORDER):\n\n"
                + roots.stream()
                        .skip(1)
                        .map(root -> "1. `terraform/" + root.path() + "`\n")
                        .collect(Collectors.joining())
                + "\nA root needs no region that it is not about: each can be planned while another region is down.\n\n"
                + "## Where the states are\n\n"
                + estate.states().buckets().keySet().stream()
                        .map(region -> state(estate, region))
                        .collect(Collectors.joining());
    }

    private static String row(Site site) {
        return "| " + site.region() + " | " + site.network().block() + " | "
                + site.network().zones().size() + " |\n";
    }

    private static String databases(Estate estate) {
        String rows = estate.sites().values().stream()
                .flatMap(site -> site.databases().stream().map(database -> row(site, database)))
                .collect(Collectors.joining());
        return rows.isEmpty()
                ? ""
                : "\n| database | in | takes | machine | standby in another zone |\n|---|---|---|---|---|\n" + rows;
    }

    private static String row(Site site, Database database) {
        return "| " + database.store() + " | " + site.region() + " | "
                + database.source()
                        .map(from -> "what " + from.region() + " writes")
                        .orElse("writes") + " | "
                + database.instanceClass().text() + " | " + (database.hasStandby() ? "yes" : "no") + " |\n";
    }

    private static String state(Estate estate, RegionName region) {
        String bucket = "`" + estate.states().bucket(region) + "`";
        return "- " + bucket + " in " + region
                + estate.states()
                        .other(region)
                        .map(other -> ", with a copy in " + other)
                        .orElse("; there is no other region for a copy")
                + "\n";
    }
}
