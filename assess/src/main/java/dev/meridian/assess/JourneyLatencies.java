package dev.meridian.assess;

import static dev.meridian.units.Durations.text;

import dev.meridian.blueprint.Application;
import dev.meridian.blueprint.Role;
import dev.meridian.blueprint.RoundTrip;
import dev.meridian.blueprint.Store;
import dev.meridian.bounds.Term;
import dev.meridian.topology.Journey;
import dev.meridian.topology.Storage;
import dev.meridian.topology.Topology;
import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The promised latencies of journeys beside the ways that their requests take: from the farthest declared users
/// to the nearest region that serves them, from there to where the stores answer, and for a write the wait of its
/// commit. Ways refute a promise and never confirm it, since nothing here measures a service; a promise that they
/// leave room for is not judged, and says so.
final class JourneyLatencies {
    private final Subject subject;
    private final List<Promise> promises = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();

    JourneyLatencies(Subject subject) {
        this.subject = subject;
        subject.topology()
                .journeys()
                .forEach((name, journey) -> journey.objectives()
                        .overall()
                        .latency()
                        .forEach((tier, latency) ->
                                most(latency).ifPresent(most -> judge("journey " + name, name, journey, tier, most))));
    }

    List<Promise> promises() {
        return promises;
    }

    List<Finding> findings() {
        return findings;
    }

    private static Optional<Duration> most(Topology.Latency said) {
        return Stream.of(said.bound(), said.p50(), said.average(), said.p95(), said.p99())
                .flatMap(Optional::stream)
                .findFirst();
    }

    /// The ways of one request.
    ///
    /// @param read the way of one that reads
    /// @param write the way of one that writes
    /// @param words what they are made of
    private record Ways(Duration read, Duration write, String words) {
        Ways longer(Ways other) {
            return other.write.compareTo(write) > 0 || (other.write.equals(write) && other.read.compareTo(read) > 0)
                    ? other
                    : this;
        }
    }

    private void judge(String owner, String name, Journey journey, String tier, Duration most) {
        String path = "journeys." + name + ".objectives.latency." + tier;
        Optional<Application> application = Stake.owner(subject, journey);
        Optional<Ways> ways =
                application.flatMap(found -> tier.equals("users") ? ofUsers(found, journey) : ofStores(journey, tier));
        boolean writes = !journey.writes().isEmpty();
        Verdict verdict = ways.map(found -> (writes ? found.write() : found.read()).compareTo(most) > 0
                        ? Verdict.UNATTAINABLE
                        : found.write().compareTo(most) > 0 ? Verdict.AT_RISK : Verdict.NOT_JUDGED)
                .orElse(Verdict.NOT_JUDGED);
        promises.add(row(path, owner, most, ways, verdict));
        findings.add(finding(path, owner, tier, most, ways, verdict));
    }

    private static Promise row(String path, String owner, Duration most, Optional<Ways> ways, Verdict verdict) {
        String words = ways.map(Ways::words).orElse("no way is known");
        String best = ways.map(found -> text(found.read())).orElse("not known");
        String plan = ways.map(found -> text(found.write())).orElse("not known");
        Promise.Origin origin = new Promise.Origin("ways", Term.Basis.DERIVED, words, Optional.of(path));
        return new Promise(
                path,
                owner,
                Promise.Objective.LATENCY,
                Optional.empty(),
                text(most),
                best,
                plan,
                Optional.empty(),
                verdict,
                List.of(Promise.Part.of("ways", best, plan, words, origin)),
                Optional.empty());
    }

    private static Finding finding(
            String path, String owner, String tier, Duration most, Optional<Ways> ways, Verdict verdict) {
        String promised = "`" + owner + "` promises " + tier + " an answer within " + text(most);
        Finding finding = switch (verdict) {
            case UNATTAINABLE, AT_RISK -> {
                Ways found = ways.orElseThrow();
                boolean reads = found.read().compareTo(most) > 0;
                Duration way = reads ? found.read() : found.write();
                yield Finding.of(
                                Rule.TOO_CLOSE_FOR_LATENCY,
                                path,
                                promised + ", and the way of " + (reads ? "each request" : "a write") + " alone takes "
                                        + text(way),
                                found.words(),
                                reads
                                        ? "a region that serves, or a copy that answers, nearer to them"
                                        : "a writer nearer to them, voting places or standbys nearer to each other, or a"
                                                + " promise for reads alone")
                        .with(verdict == Verdict.UNATTAINABLE ? Severity.ERROR : Severity.WARNING)
                        .with(new Finding.Arithmetic("ways " + text(way) + " > " + text(most), "ways", List.of()));
            }
            case ATTAINABLE, UNKNOWN, NOT_JUDGED ->
                Finding.of(
                        Rule.NOT_JUDGED,
                        path,
                        "not judged: " + promised
                                + ways.map(found -> ", and the ways take " + text(found.read())
                                                + (found.write().equals(found.read())
                                                        ? ""
                                                        : ", " + text(found.write()) + " for a write"))
                                        .orElse(""),
                        ways.map(found ->
                                        "the ways between places leave room; the file has no measurement of the rest ("
                                                + found.words() + ")")
                                .orElse("the file says nothing of the places that it is about, such as"
                                        + " `traffic.users`"),
                        "a load test or measurements; ways refute a latency and never confirm it");
        };
        return finding.about(path);
    }

    /// From the users that are farthest away; from the nearest region that serves, where the file does not say
    /// where users are and a write has to wait.
    private Optional<Ways> ofUsers(Application application, Journey journey) {
        Reach reach = Reach.of(subject, journey);
        List<RegionName> serving = application.roles().entrySet().stream()
                .filter(role -> role.getValue() != Role.STANDBY)
                .map(role -> role.getKey())
                .filter(region -> reach.services().stream()
                        .allMatch(service -> subject.service(service).regions().contains(region)))
                .toList();
        return subject.topology().traffic().users().isEmpty()
                ? serving.stream()
                        .map(region -> inside(region, journey, reach, Duration.ZERO, "from " + region))
                        .filter(ways -> !ways.write().isZero())
                        .min(Comparator.comparing(Ways::write))
                : subject.topology().traffic().users().values().stream()
                        .flatMap(users -> from(users, serving, journey, reach).stream())
                        .reduce(Ways::longer);
    }

    private Optional<Ways> from(Topology.UserLocation users, List<RegionName> serving, Journey journey, Reach reach) {
        return serving.stream()
                .filter(region -> way(users.near(), region).isPresent())
                .min(Comparator.comparing(region -> way(users.near(), region).orElseThrow()))
                .map(region -> {
                    Duration there = way(users.near(), region).orElseThrow();
                    String words = "users near " + users.near() + " to " + region + " " + text(there);
                    return inside(region, journey, reach, there, words);
                });
    }

    /// From a region that serves to the stores that answer.
    private Ways inside(RegionName region, Journey journey, Reach reach, Duration there, String words) {
        Duration read = Duration.ZERO;
        Duration write = Duration.ZERO;
        String slowest = "";
        for (String name : reach.stores()) {
            Ways own = ofStore(subject.store(name), region, mayWrite(journey, name));
            read = read.compareTo(own.read()) < 0 ? own.read() : read;
            if (own.write().compareTo(write) > 0) {
                write = own.write();
                slowest = " + " + own.words();
            }
        }
        return new Ways(there.plus(read), there.plus(write), words + slowest);
    }

    /// Whether a journey may write a store: those that it names, and any where it names none of either kind.
    private static boolean mayWrite(Journey journey, String store) {
        return journey.writes().contains(store)
                || (journey.writes().isEmpty() && journey.reads().isEmpty());
    }

    private Optional<Duration> way(RegionName from, RegionName to) {
        return from.equals(to)
                ? Optional.of(Duration.ZERO)
                : subject.blueprint().roundTrip(from, to).map(RoundTrip::p50);
    }

    /// From a region that serves to where a store answers there. A copy of the region answers reads, unless the
    /// file has them answered by the writer; a write goes to the writer and waits for its commit, unless each
    /// member takes writes.
    private Ways ofStore(Store store, RegionName from, boolean mayWrite) {
        Storage.Store said = subject.said(store);
        RegionName writer = said.leader().orElse(store.writer());
        boolean isLocal = LatencyRules.isWrittenInEachRegion(store, said)
                && store.members().contains(from);
        RegionName answers = isLocal ? from : writer;
        Duration away = way(from, answers).orElse(Duration.ZERO);
        Duration commit = isLocal
                ? Duration.ZERO
                : new CommitWait(subject, store).shortest().map(RoundTrip::p50).orElse(Duration.ZERO);
        boolean readsHere =
                store.members().contains(from) && !said.use().reads().equals(Optional.of(new Storage.Reads.Primary()));
        Duration read = readsHere ? Duration.ZERO : away;
        return new Ways(
                read,
                mayWrite ? away.plus(commit) : read,
                "`" + store.name() + "` in " + answers + " " + text(away)
                        + (commit.isZero() ? "" : " + its commit " + text(commit)));
    }

    /// The commits of the stores of a journey, for a latency of writes or of one store.
    private Optional<Ways> ofStores(Journey journey, String tier) {
        return Reach.of(subject, journey).stores().stream()
                .filter(name -> name.equals(tier) || LatencyRules.isOfCommits(tier))
                .map(subject::store)
                .flatMap(store -> new CommitWait(subject, store)
                                .shortest()
                                .map(trip -> new Ways(
                                        trip.p50(),
                                        trip.p50(),
                                        "a commit of `" + store.name() + "` waits " + text(trip.p50())
                                                + " for another place"))
                                .stream())
                .reduce(Ways::longer);
    }
}
