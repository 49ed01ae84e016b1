package dev.meridian.synthesis;

import dev.meridian.estate.Estate;
import dev.meridian.estate.Fleet;
import dev.meridian.estate.Settings;
import dev.meridian.estate.Site;
import dev.meridian.estate.Workload;
import dev.meridian.units.RegionName;
import java.util.List;
import java.util.stream.Collectors;

/// What services on Fargate want of people, and what is otherwise there than in a cluster.
final class OnFargate {
    private static final String TEMPORARY =
            "A copy may write to `/tmp` and nowhere else. That folder is root's there, unless its image says `VOLUME /tmp`: one that runs "
                    + "as\nsomebody else has this line in its Dockerfile, after the folder has the rights that it needs.\n\n";

    private static final String ENDED =
            "**ECS ends a copy that the load balancer finds unhealthy and starts another one; it cannot be told only to leave it "
                    + "out.** So a\ncopy is unhealthy after ten answers in a row that are not 200, over three minutes: by then a failover "
                    + "of a database is over. If\none lasts longer, copies are replaced that nothing is wrong with. A new one is there "
                    + "before an old one goes, and may take five\nminutes to start. A copy that hangs gets requests for as long. Whoever "
                    + "wants neither lets `health` say whether the copy itself\nworks, without asking its stores.\n\n";

    private OnFargate() {}

    /// Empty where nothing runs there.
    static String text(Estate estate) {
        List<Site> sites = estate.sites().values().stream()
                .filter(site -> site.compute().isServerless())
                .filter(site -> site.services().stream()
                        .anyMatch(service -> service.image().isPresent()))
                .toList();
        if (sites.isEmpty()) {
            return "";
        }
        String secrets = secrets(estate, sites);
        return images(estate, sites)
                + "**Services on Fargate** start once their image is there"
                + (secrets.isEmpty() ? "" : ", their secrets have values")
                + " and the databases that they use know them. Where\nECS has given up on them by then:\n\n```sh\n"
                + secrets
                + sites.stream().map(OnFargate::started).collect(Collectors.joining())
                + "```\n\n" + TEMPORARY + ENDED;
    }

    /// Pods ask for an image until there is one. Tasks give up: after a few that cannot start ECS ends the first
    /// deployment, and has none to go back to (ECS developer guide, deployment circuit breaker, 2026-11).
    private static String images(Estate estate, List<Site> sites) {
        if (sites.stream().allMatch(site -> site.compute().repositories().isEmpty())) {
            return "";
        }
        return "**Images**: repositories are empty at first. Once every root is there, push the images\n"
                + estate.images()
                        .map(images -> "into " + images.from() + ", from where they are copied to "
                                + images.to().stream().map(RegionName::toString).collect(Collectors.joining(" and "))
                                + "\n(only those that come after `terraform/global/copies-" + images.from() + "`)")
                        .orElse("into its repository")
                + ".\n\n";
    }

    /// A task gets the whole value in one setting.
    private static String secrets(Estate estate, List<Site> sites) {
        return sites.stream()
                .flatMap(site -> site.compute().secretsOfTasks().stream()
                        .map(secret -> "aws secretsmanager put-secret-value --region " + site.region()
                                + " --secret-id " + Fleet.secret(estate.name(), secret)
                                + " --secret-string \"$" + Settings.secret(secret) + "\"\n"))
                .collect(Collectors.joining());
    }

    private static String started(Site site) {
        return site.services().stream()
                .filter(service -> service.image().isPresent())
                .map(Workload::name)
                .map(name -> "aws ecs update-service --region " + site.region() + " --cluster " + site.name()
                        + " --service " + name + " --force-new-deployment --query service.status\n")
                .collect(Collectors.joining());
    }
}
