package dev.meridian.twin;

import dev.meridian.agent.AgentConfig;
import dev.meridian.blueprint.Application;
import dev.meridian.blueprint.Blueprint;
import dev.meridian.blueprint.Entrance;
import dev.meridian.blueprint.FastForward;
import dev.meridian.blueprint.Misfit;
import dev.meridian.blueprint.ProbePolicy;
import dev.meridian.blueprint.RoundTrip;
import dev.meridian.blueprint.Service;
import dev.meridian.blueprint.Store;
import dev.meridian.blueprint.StoreKind;
import dev.meridian.engine.LeadingOrder;
import dev.meridian.engine.Policy;
import dev.meridian.evidence.Stamp;
import dev.meridian.faults.Fault;
import dev.meridian.faults.Ground;
import dev.meridian.faults.Setting;
import dev.meridian.incident.Header;
import dev.meridian.incident.Written;
import dev.meridian.units.RegionName;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.stream.Collectors;

/// What of a blueprint the twin runs: the first application with a PostgreSQL store of its own, the first such
/// store, its places and their numbers.
///
/// @param blueprint the resolved file
/// @param store the store whose role moves
/// @param policy what the engine may do
/// @param numbers every place and its number in the address plan, the witness last
/// @param order the order in which agents start: the first one leads the replicated log, and it is not the
/// primary's,
///     so that a loss of the primary needs no election
public record Places(
        Blueprint blueprint,
        Store store,
        Policy policy,
        SequencedMap<RegionName, Integer> numbers,
        List<RegionName> order) {
    /// What a fence may take longer here than it was declared, on a machine that all regions share.
    private static final Duration LATER = Duration.ofMillis(300);

    /// What is used where a file names no service port.
    private static final int SERVICE_PORT = 8080;

    /// Empty if no application of the file has a store that the twin can run.
    ///
    /// @param fastForward what declared waits are divided by; 1 for none
    public static Optional<Places> of(Blueprint declared, int fastForward) {
        Blueprint blueprint = fastForward == 1 ? declared : FastForward.by(fastForward, declared);
        return blueprint.applications().keySet().stream()
                .flatMap(application -> blueprint.stores().values().stream()
                        .filter(store -> store.application().equals(application)))
                .filter(store -> store.kind() == StoreKind.POSTGRESQL)
                .findFirst()
                .map(store -> of(blueprint, store));
    }

    private static Places of(Blueprint blueprint, Store store) {
        Policy policy = Policy.of(blueprint, store);
        SequencedMap<RegionName, Integer> numbers = new LinkedHashMap<>();
        SequencedSet<RegionName> all = new LinkedHashSet<>(store.members());
        all.addAll(policy.voters());
        all.forEach(region -> numbers.put(region, numbers.size() + 1));
        List<RegionName> order = LeadingOrder.of(policy, (a, b) -> roundTrip(blueprint, a, b));
        return new Places(blueprint, store, policy, numbers, order);
    }

    /// The round trip between two places; zero within one.
    Duration roundTrip(RegionName a, RegionName b) {
        return roundTrip(blueprint, a, b);
    }

    /// Where nobody knows the distance a file is a misfit, and nothing of it is run.
    private static Duration roundTrip(Blueprint blueprint, RegionName a, RegionName b) {
        return blueprint.roundTrip(a, b).map(RoundTrip::p50).orElse(Duration.ZERO);
    }

    /// Reads `--fault` for what the twin runs of a file: something of the application has to run where it strikes.
    public Fault.Parsed fault(String text) {
        Fault.Parsed parsed = Fault.parse(text, Ground.of(blueprint));
        if (!(parsed instanceof Fault.Parsed.Right(Fault fault))) {
            return parsed;
        }
        if (!fault.kind().isDrillable()) {
            return new Fault.Parsed.Not(new Fault.Wrong(
                    "`" + text + "` cannot be drilled: `" + fault.kind().word() + "` exists in the simulator only",
                    "a drill makes what real processes, links and disks do",
                    "`meridian simulate` with this `--fault`, or another fault here"));
        }
        Optional<RegionName> stranger = fault.scope().places().stream()
                .filter(place -> !numbers.containsKey(place))
                .findFirst();
        return stranger.map(place -> notRun(text, fault.kind(), place)).orElse(parsed);
    }

    private Fault.Parsed notRun(String text, Fault.Kind kind, RegionName place) {
        String running = numbers.keySet().stream().map(RegionName::text).collect(Collectors.joining(", "));
        Ground here = new Ground(store.members(), blueprint.witness().filter(numbers::containsKey));
        return new Fault.Parsed.Not(new Fault.Wrong(
                "`" + text + "` names `" + place + "`, where nothing of this drill runs",
                "the twin runs the regions that hold `" + store.name() + "` or vote on its failover: " + running,
                "`" + Fault.example(kind, here) + "`"));
    }

    /// What the right outcome of faults depends on.
    Setting setting() {
        ProbePolicy probes = application().failover().probes();
        Duration detect = probes.every().multipliedBy(probes.failures()).plus(probes.timeout());
        Duration failover = Predictions.of(this, Optional.empty()).rto().orElse(detect.plus(policy.hold()));
        Duration stops =
                policy.lease().holderStopsAfter().plus(policy.lease().fence()).plus(LATER);
        return new Setting(
                policy.home(),
                policy.members(),
                policy.voters(),
                policy.waitFor(),
                policy.automatic(),
                policy.tooDear(),
                new Setting.Times(failover, stops, detect, probes.timeout()),
                this::roundTrip);
    }

    /// Regions with a copy of the data and without a voter of the control. The twin cannot run such a file:
    /// what fences and promotes a database is the agent beside it, and an agent is a voter.
    List<RegionName> withoutControl() {
        return store.members().stream()
                .filter(member -> !policy.voters().contains(member))
                .toList();
    }

    /// What of the file these places cannot run as it is declared; nothing boots where there is any.
    public List<Misfit> misfits() {
        return Misfits.of(this);
    }

    /// The hash of what the engine may do: the policy, whose every value is in its text form.
    public String planHash() {
        return planHash(List.of(policy));
    }

    /// The same of several applications together.
    public static String planHash(List<Policy> policies) {
        try {
            byte[] text = policies.stream()
                    .map(Policy::toString)
                    .collect(Collectors.joining("\n"))
                    .getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    int number(RegionName region) {
        Integer number = numbers.get(region);
        if (number == null) {
            throw new IllegalArgumentException("no such place: " + region);
        }
        return number;
    }

    /// The host that users ask for.
    String host() {
        return blueprint.traffic().entrances().values().stream()
                .map(Entrance::host)
                .findFirst()
                .orElse(policy.application() + ".meridian.test");
    }

    /// Ports below 1024 are root's, and what drills measure does not depend on the number.
    int servicePort() {
        return service().map(Service::port).filter(port -> !isForRoot(port)).orElse(SERVICE_PORT);
    }

    private static boolean isForRoot(int port) {
        return port < 1024;
    }

    /// What differs from the file without a difference to what is measured.
    List<String> notices() {
        return service()
                .filter(service -> isForRoot(service.port()))
                .map(service -> "`" + service.name() + "` answers on port " + servicePort() + " here: " + service.port()
                        + " is for root only")
                .stream()
                .toList();
    }

    String healthPath() {
        return service().map(Service::healthPath).orElse("/health");
    }

    /// The application whose role moves.
    Application application() {
        return Objects.requireNonNull(blueprint.applications().get(policy.application()));
    }

    /// The service that the stand-in plays.
    Optional<Service> service() {
        return blueprint.services().values().stream()
                .filter(service -> service.application().equals(policy.application()))
                .findFirst();
    }

    /// The configuration of one place's processes.
    AgentConfig config(RegionName region, Path directory, Installed installed, boolean fenceDisabled) {
        ProbePolicy probes = application().failover().probes();
        List<AgentConfig.Peer> peers = order.stream()
                .map(peer ->
                        new AgentConfig.Peer(peer, number(peer), store.members().contains(peer)))
                .toList();
        return new AgentConfig(
                region,
                number(region),
                policy,
                peers,
                directory,
                installed.binaries(),
                installed.cache(),
                "postgres",
                Orders.TABLES,
                probes,
                List.of(host()),
                blueprint.traffic().ttl(),
                servicePort(),
                healthPath(),
                fenceDisabled);
    }

    /// What has been made ready on this machine.
    record Installed(Path binaries, Path cache) {}

    /// What a log of these places begins with, as long as it has no entries.
    ///
    /// @param version of Meridian
    Header header(String version, Written written, List<Fault> faults, int fastForward) {
        return new Header(
                version,
                Stamp.World.TWIN.text(),
                faults.stream().map(Fault::text).toList(),
                OptionalLong.empty(),
                written,
                blueprint.topologyHash(),
                store.name(),
                fastForward,
                policy,
                0);
    }
}
