package dev.meridian.mechanisms;

import dev.meridian.blueprint.StoreKind;
import java.util.ArrayList;
import java.util.List;

/// A row of the table of service levels: the level, and the use that it is owed for.
///
/// @param use the part of an application that it is about
/// @param kinds for a store, the kinds in a topology that the service is
/// @param words the values of a topology that mean the service: a provider of DNS, a CDN, a platform, a `via`
/// @param onlyNamed whether a store of these kinds is this service only where `via` says so
record Sla(ServiceLevel level, Use use, List<StoreKind> kinds, List<String> words, boolean onlyNamed, Spread spread) {

    /// The part of an application that a service level is about.
    enum Use {
        DNS,
        CDN,
        ACCELERATOR,
        LOAD_BALANCER,
        COMPUTE,
        CLUSTER_API,
        IMAGES,
        STORE
    }

    /// The condition of place.
    enum Spread {
        /// The service spreads over the zones of a region by itself.
        REGION,
        /// At least two zones.
        ZONES,
        /// One zone, or one machine.
        ONE_ZONE,
        /// At least two regions.
        REGIONS
    }

    /// A row while it is written.
    static final class Row {
        private final Provider provider;
        private final String id;
        private final String service;
        private Use use = Use.STORE;
        private final List<StoreKind> kinds = new ArrayList<>();
        private final List<String> words = new ArrayList<>();
        private boolean onlyNamed;
        private Spread spread = Spread.REGION;

        private Row(Provider provider, String id, String service) {
            this.provider = provider;
            this.id = id;
            this.service = service;
        }

        Row use(Use part) {
            use = part;
            return this;
        }

        Row kinds(StoreKind... more) {
            kinds.addAll(List.of(more));
            return this;
        }

        Row words(List<String> more) {
            words.addAll(more);
            return this;
        }

        Row words(String... more) {
            return words(List.of(more));
        }

        Row onlyNamed() {
            onlyNamed = true;
            return this;
        }

        Row over(Spread places) {
            spread = places;
            return this;
        }

        Sla read(double share, String text) {
            return complete(share, Source.read(text, dev.meridian.mechanisms.Row.MONTH));
        }

        Sla recalled(double share, String text) {
            return complete(share, Source.recalled(text, dev.meridian.mechanisms.Row.MONTH));
        }

        private Sla complete(double share, Source source) {
            return new Sla(
                    new ServiceLevel(id, provider, service, share, source),
                    use,
                    List.copyOf(kinds),
                    List.copyOf(words),
                    onlyNamed,
                    spread);
        }
    }

    static Row of(Provider provider, String id, String service) {
        return new Row(provider, id, service);
    }

    /// Whether a word of a topology means the service.
    boolean isNamed(String word) {
        return Mechanisms.forms(word).anyMatch(words::contains);
    }
}
