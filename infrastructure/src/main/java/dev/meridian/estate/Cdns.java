package dev.meridian.estate;

import dev.meridian.topology.Message;
import dev.meridian.topology.Scalars;
import dev.meridian.topology.Setting;
import dev.meridian.topology.Topology;
import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;

/// Works out what `traffic.cdn` asks of CloudFront.
final class Cdns {
    private static final String CDN = "traffic.cdn.";
    private static final String BEHAVIOURS = CDN + "behaviours.";
    private static final String SHIELD = CDN + "originShield";

    /// What CloudFront keeps an answer that does not say (CloudFront API reference, cache policies, 2026-11).
    private static final Duration USUAL = Duration.ofDays(1);

    /// There are more (AWS Fault Isolation Boundaries, points of presence, 2026-11).
    private static final int LOCATIONS = 400;

    /// Where a shield can be (CloudFront developer guide, Origin Shield, 2026-11).
    private static final List<String> SHIELDS = List.of(
            "us-east-2",
            "us-east-1",
            "us-west-2",
            "ap-south-1",
            "ap-northeast-2",
            "ap-southeast-1",
            "ap-southeast-2",
            "ap-northeast-1",
            "eu-central-1",
            "eu-west-1",
            "eu-west-2",
            "sa-east-1",
            "me-central-1");

    private final Ledger ledger;

    Cdns(Ledger ledger) {
        this.ledger = ledger;
    }

    /// Empty where the file asks for none, or for one of somebody else's.
    ///
    /// @param policy by which an entrance chooses among its regions
    /// @param first of them
    Optional<Cdn> before(Entrance.Policy policy, RegionName first) {
        if (at(CDN + "kind")
                .or(() -> at("traffic.cdn"))
                .filter("cloudfront"::equals)
                .isEmpty()) {
            EdgeFunctions.none(ledger);
            return Optional.empty();
        }
        ledger.rendered(CDN + "kind");
        ledger.rendered(CDN + "compression");
        locations();
        ledger.inAnyCase(CDN + "customDomains", "the CDN answers to the `host` of its entrance, which users open");
        ledger.rendered("traffic.cdn");
        List<Cdn.Behaviour> behaviours = behaviours();
        return Optional.of(new Cdn(
                behaviours,
                shield(policy, first),
                compresses(),
                is(CDN + "originAccessControl"),
                is(CDN + "errorPages"),
                is(CDN + "securityHeaders"),
                is(CDN + "realTimeLogs"),
                List.copyOf(new EdgeFunctions(ledger, !behaviours.isEmpty()).tasks())));
    }

    /// All of them answer, whatever the file says: so many at least is kept, and so many at most is not.
    private void locations() {
        Optional<Topology.Count> asked = at(CDN + "locations").flatMap(Scalars::count);
        boolean isKept = asked.filter(count ->
                        count.least().orElse(0) <= LOCATIONS && count.most().isEmpty())
                .isPresent();
        if (isKept) {
            ledger.rendered(CDN + "locations");
        } else {
            ledger.left(
                    CDN + "locations",
                    "all locations of CloudFront answer, more than " + LOCATIONS
                            + ": nobody has more to give, and none is left out");
        }
    }

    private Optional<String> at(String path) {
        return ledger.said().sources().at(path).map(Setting::text);
    }

    private boolean is(String path) {
        ledger.rendered(path);
        return at(path).filter("true"::equals).isPresent();
    }

    private List<String> compresses() {
        return at(CDN + "compression").map(Scalars::words).orElse(List.of("gzip", "brotli"));
    }

    private List<Cdn.Behaviour> behaviours() {
        SequencedSet<String> names = new LinkedHashSet<>();
        ledger.said().sources().all().keySet().stream()
                .filter(path -> path.startsWith(BEHAVIOURS))
                .forEach(path -> names.add(path.substring(BEHAVIOURS.length()).replaceFirst("\\..*", "")));
        List<Cdn.Behaviour> behaviours = new ArrayList<>();
        for (String name : names) {
            String own = BEHAVIOURS + name + ".";
            for (String key : List.of("path", "ttl", "maxTtl", "compress")) {
                ledger.rendered(own + key);
            }
            behaviour(name, own).ifPresent(behaviours::add);
        }
        areApart(behaviours);
        return behaviours;
    }

    private Optional<Cdn.Behaviour> behaviour(String name, String own) {
        Optional<Duration> most = at(own + "maxTtl").flatMap(Scalars::time);
        Optional<Duration> said = at(own + "ttl").flatMap(Scalars::time);
        Duration usual =
                said.orElse(most.filter(limit -> limit.compareTo(USUAL) < 0).orElse(USUAL));
        Duration longest = most.orElse(usual);
        if (longest.compareTo(usual) < 0) {
            ledger.problem(
                    own + "maxTtl",
                    new Message(
                            "`" + name + "` keeps answers for "
                                    + at(own + "ttl").orElse("") + ", and for "
                                    + at(own + "maxTtl").orElse("") + " at most",
                            "an answer that does not say how long it holds is kept for `ttl`, which is more",
                            "`ttl` that is no more than `maxTtl`"));
        }
        return at(own + "path")
                .map(path -> new Cdn.Behaviour(
                        name,
                        path,
                        usual,
                        longest,
                        at(own + "compress").filter("false"::equals).isEmpty()));
    }

    /// CloudFront takes each pattern of paths once (CloudFront API reference, CacheBehaviors, 2026-11).
    private void areApart(List<Cdn.Behaviour> behaviours) {
        SequencedMap<String, String> taken = new LinkedHashMap<>();
        if (is(CDN + "errorPages")) {
            taken.put(Cdn.ERRORS + "*", "what `errorPages` shows");
        }
        for (Cdn.Behaviour one : behaviours) {
            String path = BEHAVIOURS + one.name() + ".path";
            String other = taken.putIfAbsent(one.path(), "`" + one.name() + "`, which stands at " + where(path));
            if (other != null) {
                ledger.problem(
                        path,
                        new Message(
                                "`" + one.path() + "` is the path of `" + one.name() + "` and of " + other,
                                "CloudFront keeps answers of one path in one way",
                                "another `path`, or one behaviour for both"));
            }
        }
    }

    private String where(String path) {
        return ledger.said()
                .sources()
                .at(path)
                .map(setting -> setting.origin().text())
                .orElse(path);
    }

    /// A shield asks for everybody from where it is: behind it, every user looks as if in its region.
    private Optional<RegionName> shield(Entrance.Policy policy, RegionName first) {
        if (at(SHIELD).filter("true"::equals).isEmpty()) {
            return Optional.empty();
        }
        if (policy == Entrance.Policy.LATENCY || policy == Entrance.Policy.GEOLOCATION) {
            ledger.left(
                    SHIELD,
                    "one cache before all regions would ask them all from one place, and its region would get every user");
            return Optional.empty();
        }
        if (!SHIELDS.contains(first.text())) {
            ledger.left(
                    SHIELD,
                    "CloudFront has none in " + first,
                    "where the first region that serves has one: `" + String.join("`, `", SHIELDS) + "`");
            return Optional.empty();
        }
        ledger.rendered(SHIELD);
        return Optional.of(first);
    }
}
