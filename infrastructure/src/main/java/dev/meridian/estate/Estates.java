package dev.meridian.estate;

import dev.meridian.blueprint.Blueprint;
import dev.meridian.blueprint.Region;
import dev.meridian.topology.Message;
import dev.meridian.topology.Problem;
import dev.meridian.topology.Topology;
import dev.meridian.units.RegionName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;

/// Works out what is to be built. What the file says holds; what it leaves open is decided by what the rest of it
/// needs, and every such rule stands beside its decision.
public final class Estates {
    /// Something that the file asks for and that cannot be built.
    public static final String CANNOT_BE_BUILT = "MER-0099";

    /// The longest name that everything else can begin with: with a region of 14 letters, a word and a hash
    /// behind it, a bucket has 63 (S3 user guide, bucket naming rules), a role 64 at most (IAM user guide,
    /// quotas; both 2026-11).
    private static final int LONGEST_NAME = 32;

    private final Topology said;
    private final Blueprint meant;
    private final Settled settled;
    private final Ledger ledger;

    private Estates(Topology said, Blueprint meant, Settled settled) {
        this.said = said;
        this.meant = meant;
        this.settled = settled;
        this.ledger = new Ledger(said);
    }

    /// What is to be built, or everything that is in the way.
    ///
    /// @param estate empty exactly where there are problems
    public record Outcome(Optional<Estate> estate, List<Problem> problems) {
        public Outcome {
            problems = List.copyOf(problems);
        }
    }

    /// @param said the file
    /// @param meant what it was resolved to
    /// @param settled what an earlier writing leaves no choice about
    public static Outcome of(Topology said, Blueprint meant, Settled settled) {
        return new Estates(said, meant, settled).work();
    }

    /// The path of what one region says otherwise.
    public static String own(RegionName region, String path) {
        return "regions." + region + ".overrides." + path;
    }

    private Outcome work() {
        String name = name();
        regions(name);
        Parts parts = new Parts(name, meant, ledger, suffix(name));
        SequencedMap<RegionName, Site> sites = sites(name, parts);
        check(sites);
        Optional<Firewall> firewall = parts.firewall();
        if (!ledger.problems().isEmpty()) {
            return new Outcome(Optional.empty(), ledger.problems());
        }
        Pledges.note(ledger, parts.entrances());
        Optional<Delivery> delivery = new Deliveries(ledger, parts.ofAws()).one();
        Watch watch = new Watches(meant, ledger).one(parts.ofAws());
        List<Estate.Link> links = parts.links(watch);
        new AlarmsAsked(ledger, sites.values(), links, watch).note(delivery);
        Optional<Fleet> fleet = new Fleets(name, meant, ledger).of(sites, links);
        note(sites, watch);
        return new Outcome(
                Optional.of(new Estate(
                        name,
                        sites,
                        links,
                        parts.streams(),
                        parts.volumes(),
                        parts.backupRegions(),
                        parts.images(),
                        parts.entrances(),
                        parts.accelerator(),
                        firewall,
                        parts.bucket("pages"),
                        parts.bucket("records"),
                        watch,
                        delivery,
                        fleet,
                        new Keepers(name, suffix(name), ledger, !settled.isOf(name))
                                .all(parts.backupRegions(), parts.entrances()),
                        new Estate.Coverage(ledger.rendered(), ledger.left(), ledger.instead(), ledger.notices()))),
                List.of());
    }

    private void check(SequencedMap<RegionName, Site> sites) {
        inOrder(sites);
        new Variables(ledger).check(sites);
        new Spending(ledger).check();
    }

    private void note(SequencedMap<RegionName, Site> sites, Watch watch) {
        Papers.note(ledger, sites.values());
        Trials.note(ledger, sites.values(), watch.tells());
        SecretsAsked.note(ledger, sites.values());
        SecretsAsked.record(ledger, sites.values(), watch.trail());
        RolesAsked.note(ledger, sites.values());
        Elsewhere.note(ledger);
        ShutIn.tell(ledger, sites.values());
    }

    private Site site(String name, RegionName region, Site.Network network, Parts parts) {
        Site.Stores stores = parts.stores(region);
        List<Entrance> entrances = parts.entrances(region);
        return new Site(
                region,
                ledger.cloud(region),
                name + "-" + region,
                network,
                new LogDays(ledger).in(region),
                stores,
                parts.compute(region, network.zones().size()),
                entrances,
                entrances.isEmpty() || ledger.cloud(region) != Cloud.AWS
                        ? Optional.empty()
                        : Optional.of(parts.bucket(region + "-access-logs")),
                parts.isTarget(region) || !stores.isEmpty(),
                suffix(name),
                parts.sharedKey(region));
    }

    /// Those in which something is built.
    private void regions(String estate) {
        Settled order = settled.isOf(estate) ? settled : Settled.NOTHING;
        ledger.founded(order.founders());
        for (RegionName name : order.inOrder(meant.regions().keySet())) {
            Region region = Optional.ofNullable(meant.regions().get(name)).orElseThrow();
            Cloud.of(region.cloud())
                    .ifPresentOrElse(cloud -> ledger.builds(name, cloud), () -> Unbuilt.note(ledger, meant, name));
        }
        OwnPlatforms.note(ledger);
        StartsAsked.note(ledger);
        Reserved.check(estate, application(), ledger);
        Partitions.check(ledger);
        RegionNames.check(ledger);
        AccountsAsked.note(ledger);
        if (ledger.regions().isEmpty()) {
            ledger.problem(
                    "regions",
                    new Message(
                            "no region of this file is one of AWS, Google Cloud or Azure",
                            "roots are written for these",
                            "a region of one of them, for example `eu-west-1`"));
        }
    }

    private SequencedMap<RegionName, Site> sites(String name, Parts parts) {
        Networks networks = new Networks(said, meant, ledger);
        SequencedMap<RegionName, Site> sites = new LinkedHashMap<>();
        for (RegionName region : ledger.regions()) {
            networks.of(region).ifPresent(network -> sites.put(region, site(name, region, network, parts)));
        }
        return sites;
    }

    private void inOrder(SequencedMap<RegionName, Site> sites) {
        boolean canBeBuilt = Estate.inOrder(sites, true).isPresent()
                || (Datastores.areMade(sites.values(), ledger)
                        && Estate.inOrder(sites, false).isPresent());
        if (!ledger.problems().isEmpty() || canBeBuilt) {
            return;
        }
        Crosswise.refuse(sites, ledger);
    }

    /// The application's; of several the first one's. Another environment is another estate, beside this one.
    private String name() {
        ledger.rendered("application");
        String application = meant.applications().firstEntry().getKey();
        String name = said.environment()
                .map(environment -> application + "-" + environment)
                .orElse(application);
        if (name.length() > LONGEST_NAME) {
            ledger.problem(
                    application(),
                    new Message(
                            "`" + name + "` has " + name.length() + " letters",
                            "everything that is built is called after it, and names of AWS leave it " + LONGEST_NAME,
                            "a shorter name of the application or the environment"));
        }
        return name;
    }

    /// The path of the one that everything is called after.
    private String application() {
        return said.sources().at("application").isPresent()
                ? "application"
                : "applications." + meant.applications().firstEntry().getKey();
    }

    /// Names of buckets are shared by everybody (S3 user guide, bucket naming rules, 2026-11): what users open is
    /// nobody else's, so a hash of it with the name will hardly be anybody's either. Once it is settled it stays,
    /// whatever users open later.
    private String suffix(String name) {
        if (settled.isOf(name) && settled.suffix().isPresent()) {
            return settled.suffix().get();
        }
        StringBuilder text = new StringBuilder(name);
        meant.traffic()
                .entrances()
                .values()
                .forEach(entrance -> text.append('\n').append(entrance.host().toLowerCase(Locale.ROOT)));
        return ShortName.hash(text.toString());
    }
}
