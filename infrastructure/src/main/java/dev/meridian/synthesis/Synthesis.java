package dev.meridian.synthesis;

import dev.meridian.assess.Assess;
import dev.meridian.assess.Subject;
import dev.meridian.aws.AwsRoots;
import dev.meridian.aws.EdgePrograms;
import dev.meridian.azure.AzureRoots;
import dev.meridian.blueprint.Blueprint;
import dev.meridian.dashboards.Dashboards;
import dev.meridian.diagrams.Diagrams;
import dev.meridian.estate.Cloud;
import dev.meridian.estate.Estate;
import dev.meridian.estate.Estates;
import dev.meridian.estate.Settled;
import dev.meridian.google.GoogleRoots;
import dev.meridian.kubernetes.Manifests;
import dev.meridian.pipelines.Pipelines;
import dev.meridian.pipelines.Plan;
import dev.meridian.runbooks.Ground;
import dev.meridian.runbooks.Runbooks;
import dev.meridian.security.Security;
import dev.meridian.terraform.Root;
import dev.meridian.topology.Problem;
import dev.meridian.topology.Topology;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/// Writes a topology as the files of a repository: the same topology, the same bytes.
public final class Synthesis {
    /// What `terraform init` fetches, and plans, which have values in them that are nobody's business. It
    /// stands beside the roots: at the top of a repository people have one of their own.
    private static final String IGNORED = ".terraform/\n*.tfplan\n";

    private Synthesis() {}

    /// The files, or everything that is in their way.
    ///
    /// @param repository empty exactly where there are problems
    /// @param notices of what was written, what whoever applies it has to know at once
    public record Outcome(Optional<Repository> repository, List<Problem> problems, List<String> notices) {
        public Outcome {
            problems = List.copyOf(problems);
            notices = List.copyOf(notices);
        }
    }

    /// @param version of Meridian
    /// @param file the topology's name, as people call it
    /// @param before of the last writing, which leaves no choice about some of it; empty where there was none
    public static Outcome of(String version, String file, Topology said, Blueprint meant, Optional<Lock> before) {
        Estates.Outcome outcome =
                Estates.of(said, meant, before.map(Lock::settled).orElse(Settled.NOTHING));
        if (outcome.estate().isEmpty()) {
            return new Outcome(Optional.empty(), outcome.problems(), List.of());
        }
        Estate estate = outcome.estate().get();
        List<Root> aws = AwsRoots.of(estate);
        List<Root> google = GoogleRoots.of(estate);
        List<Root> azure = AzureRoots.of(estate);
        Optional<Manifests> manifests = estate.fleet().map(Manifests::new);
        List<Problem> problems = new ArrayList<>(Namesakes.problems(
                all(List.of(aws, google, azure)),
                manifests.map(Manifests::twice).orElse(List.of()),
                said));
        problems.addAll(OverfullRoles.problems(aws, said));
        if (!problems.isEmpty()) {
            return new Outcome(Optional.empty(), problems, List.of());
        }
        List<Root> elsewhere = all(List.of(GoogleRoots.sound(google), AzureRoots.sound(azure)));
        Whole whole = new Whole(file, said, meant, estate, AwsRoots.sound(aws), elsewhere, manifests);
        SequencedMap<String, String> files = whole.files();
        files.put(
                Lock.NAME,
                new Lock(
                                version,
                                file,
                                meant.topologyHash(),
                                Settled.of(estate, MovedStates.keepers(aws)),
                                Lock.hashes(files))
                        .text());
        List<String> notices = new ArrayList<>(estate.coverage().notices());
        notices.addAll(strayed(said, meant));
        before.ifPresent(lock -> notices.addAll(MovedStates.notices(estate, aws, lock)));
        return new Outcome(Optional.of(new Repository(files)), List.of(), notices);
    }

    /// Whoever applies it has to know before that it puts data where the file forbids it.
    private static List<String> strayed(Topology said, Blueprint meant) {
        return Assess.strayed(new Subject(said, meant)).stream()
                .map(finding -> said.sources().where(finding.at()).text() + ": " + finding.statement()
                        + "; it is written so all the same, and `meridian assess` says why not")
                .toList();
    }

    /// What is written.
    private record Whole(
            String file,
            Topology said,
            Blueprint meant,
            Estate estate,
            List<Root> aws,
            List<Root> elsewhere,
            Optional<Manifests> manifests) {
        private SequencedMap<String, String> files() {
            SequencedMap<String, String> files = new LinkedHashMap<>();
            List<Root> roots = all(List.of(aws, elsewhere));
            files.put("README.md", ReadMe.of(file, estate, roots));
            files.put("UNRENDERED.md", Unrendered.page(file, said, meant, estate));
            Security security = Security.of(aws).sound();
            files.put(
                    "SECURITY.md",
                    OtherClouds.security(estate, security.page(file))
                            + manifests.map(Manifests::security).orElse(""));
            String head = "# Written by Meridian from " + file
                    + ". A change belongs there; `meridian synth` writes it here.\n";
            roots.forEach(root -> root.texts(head).forEach((path, text) -> files.put("terraform/" + path, text)));
            manifests.ifPresent(all -> all.texts(head).forEach((path, text) -> files.put("kubernetes/" + path, text)));
            estate.in(Cloud.AWS).ifPresent(ours -> {
                EdgePrograms.files(ours, head).forEach(files::put);
                Dashboards.files(ours, head).forEach((path, text) -> files.put("dashboards/" + path, text));
                ours.delivery()
                        .ifPresent(delivery -> Pipelines.of(
                                        new Plan(ours, delivery, Stages.of(estate, roots), security.unmet("Checkov")),
                                        head)
                                .forEach((path, text) -> files.put(".github/" + path, text)));
                Runbooks.of(new Ground(
                                file,
                                said,
                                meant,
                                estate,
                                ours,
                                aws,
                                elsewhere,
                                Assess.promises(new Subject(said, meant))))
                        .forEach((name, text) -> files.put("runbooks/" + name, text));
            });
            Diagrams.of(estate).forEach((name, text) -> files.put("diagrams/" + name, text));
            files.put("terraform/.gitignore", head + IGNORED);
            files.put("terraform/ORDER", order(roots));
            return files;
        }
    }

    private static List<Root> all(List<List<Root>> roots) {
        return roots.stream().flatMap(List::stream).toList();
    }

    private static String order(List<Root> roots) {
        return roots.stream().map(root -> root.path() + "\n").collect(Collectors.joining());
    }
}
