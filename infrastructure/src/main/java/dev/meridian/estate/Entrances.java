package dev.meridian.estate;

import dev.meridian.blueprint.Blueprint;
import dev.meridian.blueprint.Service;
import dev.meridian.topology.Compute;
import dev.meridian.topology.Message;
import dev.meridian.topology.Topology;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Works out what users open, and who of them is sent where. A name that the file does not say is nobody's to
/// write.
final class Entrances {
    /// Of zones such as `co.uk`, in which everybody's name has three words.
    private static final List<String> SHARED = List.of("ac", "co", "com", "edu", "gov", "ne", "net", "or", "org");

    private static final int LETTERS_OF_A_COUNTRY = 2;

    private static final String INTERNAL =
            "load balancers and names that are written are open to the internet, and this one must not be";

    private static final String OF_INTERNAL =
            "an internal load balancer and a private zone of yours, in a file of another name beside these; checks of"
                    + " an internal name ask from inside the network";

    private static final List<String> BEFORE_ENTRANCES = List.of(
            "traffic.cdn.", "traffic.functions.", "traffic.waf.", "traffic.accelerator.", "traffic.certificates.");

    /// Of two words at least; letters, digits and hyphens (RFC 1123, 2.1; RFC 1035, 2.3.4).
    private static final Pattern NAME =
            Pattern.compile("(?i)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]");

    /// Of the name that a certificate is called after (ACM API reference, RequestCertificate, 2026-11).
    private static final int LONGEST_NAME = 64;

    private final Blueprint meant;
    private final Ledger ledger;
    private final Accelerators accelerators;
    private final OwnNames ownNames;
    private final List<String> ofStandby = new ArrayList<>();
    private Optional<String> kindOfAzure = Optional.empty();

    Entrances(Blueprint meant, Ledger ledger) {
        this.meant = meant;
        this.ledger = ledger;
        this.accelerators = new Accelerators(ledger);
        this.ownNames = new OwnNames(ledger);
    }

    List<Entrance> all() {
        List<Entrance> entrances = new ArrayList<>();
        meant.traffic()
                .entrances()
                .forEach((name, entrance) -> Optional.ofNullable(
                                ledger.said().traffic().entrances().get(name))
                        .flatMap(said ->
                                one(said, Optional.ofNullable(meant.services().get(entrance.service()))))
                        .ifPresent(entrances::add));
        RecordNames.check(entrances, ledger);
        new Checks(ledger).note(entrances);
        StandbyNames.note(ledger, entrances);
        new OwnWords(ledger).note(entrances);
        if (entrances.stream().noneMatch(entrance -> entrance.cloud() == Cloud.AWS)) {
            entrances.stream().findFirst().ifPresent(_ -> new RecordTimes(ledger, meant).noteAll());
            String why = ledger.regions(Cloud.AWS).isEmpty()
                    ? "written for AWS alone, before what opens regions of it"
                    : "no entrance has a `host` of its own";
            BEFORE_ENTRANCES.forEach(section -> left(section, why));
        }
        return entrances;
    }

    private Optional<Entrance> one(Topology.Entrance said, Optional<Service> service) {
        String section = "traffic.entrances." + said.name() + ".";
        Optional<Cloud> cloud = owner(said);
        if (cloud.isEmpty()) {
            left(
                    section,
                    "none of its `providers` is of a cloud in which the file has a region, and nothing else is"
                            + " written");
        }
        Optional<Service> opened = service.filter(
                one -> cloud.isPresent() && !choices(cloud.get()).places(one).isEmpty());
        if (opened.isEmpty()) {
            return Optional.empty();
        }
        if (said.host().isEmpty()) {
            left(section, "the file says no `host` for it");
            return Optional.empty();
        }
        Optional<String> taken = ownNames.taken(section + "host");
        if (taken.isPresent()) {
            left(section, taken.get());
            return Optional.empty();
        }
        if (said.scope().filter(Topology.Exposure.INTERNAL::equals).isPresent()) {
            left(section, INTERNAL, OF_INTERNAL);
            return Optional.empty();
        }
        String host = lower(said.host().get());
        if (!isName(host, cloud.get(), section + "host")) {
            return Optional.empty();
        }
        if (!hasBehind(cloud.get())) {
            left(section, Entrance.WITHOUT_CLUSTER);
            return Optional.empty();
        }
        return cloud.get() != Cloud.AZURE || isOpenedByAzure(said, host, opened.get())
                ? Optional.of(entrance(cloud.get(), said, host, opened.get()))
                : Optional.empty();
    }

    private boolean isName(String host, Cloud cloud, String path) {
        boolean isOne = NAME.matcher(host).matches();
        boolean isTooLong = cloud == Cloud.AWS && host.length() > LONGEST_NAME;
        if (!isOne) {
            ledger.problem(
                    path,
                    new Message(
                            "`" + host + "` is no name that users can open",
                            "a zone of names has it, under what somebody has registered",
                            "a name such as `shop.example.org`"));
        } else if (isTooLong) {
            ledger.problem(
                    path,
                    new Message(
                            "`" + host + "` has " + host.length() + " letters",
                            "ACM calls a certificate after it, and takes " + LONGEST_NAME,
                            "a name of " + LONGEST_NAME + " letters or fewer"));
        }
        return isOne && !isTooLong;
    }

    /// Letters of either size are the same in names (RFC 4343), and what is written has small ones.
    static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private Choices choices(Cloud cloud) {
        return new Choices(meant, ledger, cloud);
    }

    /// Whether something that is written takes the requests for a name.
    private boolean hasBehind(Cloud cloud) {
        return cloud == Cloud.AWS || ledger.isOn(Compute.Platform.KUBERNETES);
    }

    /// Whose names it is one of (ADR 29): of several the first that has something behind it.
    private Optional<Cloud> owner(Topology.Entrance said) {
        if (said.providers().isEmpty()) {
            return ledger.regions(Cloud.AWS).isEmpty()
                    ? Arrays.stream(Cloud.values()).filter(ledger::isOf).findFirst()
                    : Optional.of(Cloud.AWS);
        }
        List<Cloud> clouds = said.providers().stream()
                .flatMap(provider -> Arrays.stream(Cloud.values())
                        .filter(cloud -> names(cloud).equals(provider)))
                .filter(cloud -> !ledger.regions(cloud).isEmpty())
                .toList();
        return clouds.stream()
                .filter(this::hasBehind)
                .findFirst()
                .or(() -> clouds.stream().findFirst());
    }

    /// Who answers for names of a cloud, as files call it.
    private static String names(Cloud cloud) {
        return switch (cloud) {
            case AWS -> "route53";
            case GOOGLE -> "google-cloud-dns";
            case AZURE -> "azure-dns";
        };
    }

    /// What takes requests there is an ingress, which has a certificate, and Traffic Manager has a name and no
    /// address (ADR 29).
    private boolean isOpenedByAzure(Topology.Entrance said, String host, Service service) {
        boolean isTaken = Stream.of("kind", "tls")
                .allMatch(key -> ledger.said()
                        .sources()
                        .at("services." + service.name() + ".ingress." + key)
                        .filter(setting -> !setting.text().equals("false"))
                        .isPresent());
        if (!isTaken) {
            left(
                    "traffic.entrances." + said.name() + ".",
                    Entrance.NEEDS_INGRESS + ", and `" + service.name() + "` has none");
            return false;
        }
        if (host.equals(zone(said, host))
                && choices(Cloud.AZURE).places(service).size() > 1) {
            ledger.problem(
                    "traffic.entrances." + said.name() + ".host",
                    new Message(
                            "`" + host + "` is the top of its zone, and several regions of Azure are behind it",
                            "Traffic Manager has no address, and the top of a zone cannot be led to a name",
                            "a name in that zone, for example `www." + host + "`"));
            return false;
        }
        return isOfOneKind(service);
    }

    /// A region of Azure has one address for all names, and one controller can have it.
    private boolean isOfOneKind(Service service) {
        String path = "services." + service.name() + ".ingress.kind";
        String kind = ledger.said().sources().at(path).orElseThrow().text();
        kindOfAzure = kindOfAzure.or(() -> Optional.of(kind));
        String other = kindOfAzure.get();
        if (!kind.equals(other)) {
            ledger.problem(
                    path,
                    new Message(
                            "`" + kind + "` takes requests here, and `" + other + "` behind another entrance",
                            "a region of Azure has one address for all names that users open, and one of the two has"
                                    + " it",
                            "`kind: " + other + "`, or an entrance of another cloud"));
        }
        return kind.equals(other);
    }

    private void left(String section, String why, String possible) {
        ledger.said().sources().all().keySet().stream()
                .filter(path -> (path + ".").startsWith(section))
                .forEach(path -> ledger.left(path, why, possible));
    }

    private void left(String section, String why) {
        ledger.said().sources().all().keySet().stream()
                .filter(path -> (path + ".").startsWith(section))
                .forEach(path -> ledger.left(path, why));
    }

    private Entrance entrance(Cloud cloud, Topology.Entrance said, String host, Service service) {
        String path = "traffic.entrances." + said.name() + ".";
        opened(path, cloud);
        if (said.providers().equals(List.of(names(cloud)))) {
            ledger.rendered(path + "providers");
        }
        note(cloud, "services." + service.name() + ".");
        boolean isSticky = ledger.said()
                .sources()
                .at("services." + service.name() + ".loadBalancer.affinity")
                .filter(setting -> setting.text().equals("sticky"))
                .isPresent();
        boolean isAws = cloud == Cloud.AWS;
        Choices all = choices(cloud);
        boolean isAccelerated = isAws && accelerators.leads(said, new LinkedHashSet<>(all.inOrder(service)));
        List<Entrance.Choice> choices = isAccelerated ? all.accelerated(said, service) : all.of(said, service);
        Entrance.Lead lead = isAccelerated ? Entrance.Lead.ACCELERATOR : lead(cloud, said, choices.size() > 1);
        return new Entrance(
                cloud,
                said.name(),
                host,
                zone(said, host),
                service.name(),
                service.port(),
                new ServiceHealth(ledger).opened(service),
                isSticky,
                new RecordTimes(ledger, meant).of(cloud, said),
                choices,
                isAws && all.places(service).size() > 1 ? ofStandby(zone(said, host)) : List.of(),
                choices.size() > 1 ? Optional.of(new Checks(ledger).of(cloud, service)) : Optional.empty(),
                lead,
                isAws
                        ? new Cdns(ledger)
                                .before(
                                        choices.getFirst().policy(),
                                        choices.getFirst().region())
                        : Optional.empty());
    }

    private void note(Cloud cloud, String service) {
        for (String key : List.of("port", "health.path", "health.port", "loadBalancer.affinity")) {
            ledger.rendered(service + key);
        }
        new ServiceHealth(ledger).note(cloud, service);
        List<String> ingress = List.of(service + "ingress.kind", service + "ingress.tls");
        if (cloud == Cloud.AZURE) {
            ingress.forEach(ledger::rendered);
            ledger.left(
                    service + "loadBalancer.healthChecks",
                    "Traffic Manager asks the ingress of a region; nobody asks copies");
        } else {
            ingress.forEach(path -> ledger.left(
                    path,
                    "requests for a name that users open go from its load balancer to copies at once; where a cluster"
                            + " has an ingress, they pass it by"));
            ledger.inAnyCase(
                    service + "loadBalancer.healthChecks",
                    "a load balancer asks copies in any case: it would send users to those that do not answer");
        }
        met(service + "loadBalancer.tls", "terminate");
        if (cloud != Cloud.GOOGLE) {
            met("traffic.certificates.perRegion", "true");
        }
        met("traffic.certificates.validate", "dns");
        met("traffic.certificates.renew", "automatic");
    }

    /// Whether each region has a switch beside its check; with one region there is nothing to turn.
    private Entrance.Lead lead(Cloud cloud, Topology.Entrance said, boolean hasSeveral) {
        String path = "traffic.entrances." + said.name() + ".switch";
        boolean isControlled =
                said.turned().filter(Topology.Switch.ROUTING_CONTROL::equals).isPresent();
        if (isControlled && cloud != Cloud.AWS) {
            ledger.left(path, "routing controls are of AWS; records leave out a region that does not serve");
            return Entrance.Lead.RECORDS;
        }
        if (isControlled && !hasSeveral) {
            ledger.left(path, "one region serves it: there is none to send users to");
            return Entrance.Lead.RECORDS;
        }
        if (isControlled || said.turned().filter(Topology.Switch.DNS::equals).isPresent()) {
            ledger.rendered(path);
        } else if (hasSeveral) {
            ledger.againstWill(path, "none", "records of several regions leave out one that does not answer");
        }
        return isControlled ? Entrance.Lead.CONTROLS : Entrance.Lead.RECORDS;
    }

    private void opened(String path, Cloud cloud) {
        ledger.rendered(path + "host");
        ledger.rendered(path + "scope");
        ledger.rendered(path + "zone");
        String alias = path + "alias";
        if (cloud != Cloud.GOOGLE) {
            ledger.inAnyCase(alias, "what its name leads to is followed by an alias, which moves with it");
        } else if (ledger.asks(alias, "true")) {
            ledger.left(
                    alias,
                    "names of Google Cloud lead to addresses that stay: there is nothing to follow",
                    "no such line; nothing is to be done for it");
        } else {
            ledger.rendered(alias);
        }
        if (ledger.isOf(cloud)) {
            ledger.rendered(path + "to");
        } else {
            ledger.left(path + "to", "it leads to regions of " + cloud.text() + ", and to none of other clouds");
        }
    }

    /// Names of the file's certificates are those of what would take over, where they are in the same zone.
    private List<String> ofStandby(String zone) {
        List<String> names = new ArrayList<>();
        ledger.said().sources().all().forEach((path, setting) -> {
            String name = lower(setting.text());
            if (!path.startsWith(StandbyNames.NAMES) || !name.endsWith("." + zone)) {
                return;
            }
            // Of several entrances in the zone the first has the name; that of an entrance leads to its regions.
            if (ofStandby.contains(name) || isHost(name)) {
                ledger.rendered(path);
                return;
            }
            ownNames.taken(path).ifPresentOrElse(why -> ledger.left(path, why), () -> {
                ledger.rendered(path);
                names.add(name);
            });
        });
        ofStandby.addAll(names);
        return names;
    }

    private boolean isHost(String name) {
        return ledger.said().traffic().entrances().values().stream()
                .anyMatch(entrance -> entrance.host()
                        .map(Entrances::lower)
                        .filter(name::equals)
                        .isPresent());
    }

    private void met(String path, String value) {
        ledger.said()
                .sources()
                .at(path)
                .filter(setting -> setting.text().equals(value))
                .ifPresent(_ -> ledger.rendered(path));
    }

    /// What the file says has it; else the zone around it.
    private static String zone(Topology.Entrance said, String host) {
        return said.zone().map(Entrances::lower).orElseGet(() -> zone(host));
    }

    /// Everything behind the first word, where there are more than a name and what it is registered under.
    private static String zone(String host) {
        List<String> words = List.of(host.split("\\.", -1));
        int size = words.size();
        boolean isShared =
                size == 3 && words.getLast().length() == LETTERS_OF_A_COUNTRY && SHARED.contains(words.get(1));
        return size <= 2 || isShared ? host : host.substring(host.indexOf('.') + 1);
    }
}
