package dev.meridian.assess;

import dev.meridian.blueprint.Application;
import dev.meridian.blueprint.Region;
import dev.meridian.mechanisms.HealthChecks;
import dev.meridian.mechanisms.NameChanges;
import dev.meridian.mechanisms.Provider;
import dev.meridian.topology.Topology;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedSet;

/// The services of providers in front of an application: whose DNS answers for its names, and what stands before
/// it. Where the file names nobody, the DNS of the cloud counts in which all of its regions are.
final class Fronts {
    private final Subject subject;
    private final Application application;
    private final List<Topology.Entrance> entrances;

    Fronts(Subject subject, Application application) {
        this.subject = subject;
        this.application = application;
        this.entrances = subject.topology().traffic().entrances().values().stream()
                .filter(entrance -> Watch.isOf(subject, application, entrance))
                .toList();
    }

    List<Topology.Entrance> entrances() {
        return entrances;
    }

    /// The slowest health checks of those that turn the users; empty where none is known.
    Optional<HealthChecks> healthChecks() {
        HealthChecks slowest = null;
        for (String word : words()) {
            HealthChecks found = HealthChecks.of(word).orElse(null);
            boolean slower = found != null
                    && (slowest == null
                            || found.every()
                                            .multipliedBy(found.failures())
                                            .compareTo(slowest.every().multipliedBy(slowest.failures()))
                                    > 0);
            slowest = slower ? found : slowest;
        }
        return Optional.ofNullable(slowest);
    }

    /// The behaviour of the names of an entrance; empty for a DNS provider without facts.
    Optional<NameChanges> names(Topology.Entrance entrance) {
        return providers(entrance).stream()
                .flatMap(word -> NameChanges.of(word).stream())
                .findFirst();
    }

    /// The providers that turn users: of the names, else the fixed addresses before them.
    SequencedSet<String> words() {
        SequencedSet<String> words = new LinkedHashSet<>();
        entrances.forEach(entrance -> words.addAll(providers(entrance)));
        if (words.isEmpty()) {
            dnsOfItsCloud().ifPresent(words::add);
        }
        return words;
    }

    private List<String> providers(Topology.Entrance entrance) {
        if (!entrance.providers().isEmpty()) {
            return entrance.providers();
        }
        Optional<String> accelerator =
                subject.topology().traffic().accelerator().flatMap(Topology.Accelerator::kind);
        boolean byAddress = entrance.turned().equals(Optional.of(Topology.Switch.ANYCAST));
        return (byAddress ? accelerator.or(this::dnsOfItsCloud) : dnsOfItsCloud())
                .stream().toList();
    }

    /// The CDN of the one cloud in which all regions are.
    Optional<String> cdnOfItsCloud() {
        return itsCloud().flatMap(provider -> switch (provider) {
            case AWS -> Optional.of("cloudfront");
            case GOOGLE_CLOUD -> Optional.of("cloud-cdn");
            case AZURE -> Optional.of("front-door");
            case CLOUDFLARE -> Optional.of("cloudflare");
            case SOFTWARE -> Optional.empty();
        });
    }

    private Optional<String> dnsOfItsCloud() {
        return itsCloud().flatMap(Fronts::dns);
    }

    private Optional<Provider> itsCloud() {
        List<String> clouds = application.roles().keySet().stream()
                .map(name ->
                        Objects.requireNonNull(subject.blueprint().regions().get(name)))
                .map(Region::cloud)
                .distinct()
                .toList();
        return clouds.size() == 1 ? Provider.of(clouds.getFirst()) : Optional.empty();
    }

    private static Optional<String> dns(Provider provider) {
        return switch (provider) {
            case AWS -> Optional.of("route53");
            case GOOGLE_CLOUD -> Optional.of("google-cloud-dns");
            case AZURE -> Optional.of("traffic-manager");
            case CLOUDFLARE -> Optional.of("cloudflare");
            case SOFTWARE -> Optional.empty();
        };
    }
}
