package dev.meridian.estate;

import dev.meridian.topology.Setting;
import dev.meridian.topology.Topology;
import dev.meridian.units.RegionName;
import java.util.Optional;
import java.util.OptionalInt;

/// From how many copies of a service to how many there are, on whatever they run.
final class Scale {
    static final String GROWS = "compute.scaling.horizontal";

    /// Where nobody says: one may be away while another works.
    private static final int LEAST = 2;

    private static final int GROWTH = 5;

    private final Ledger ledger;

    Scale(Ledger ledger) {
        this.ledger = ledger;
    }

    /// What the file says for all regions.
    Unit.Copies of(Topology.Service service) {
        return service.replicas().map(this::copies).orElseGet(() -> copies(LEAST, LEAST * GROWTH));
    }

    /// What it says for one, or the share that this one has of what all have.
    Unit.Copies in(RegionName region, Topology.Service service) {
        Unit.Copies here = asked(region, service).map(this::copies).orElseGet(() -> of(service));
        Unit.Copies share = Share.ofCopies(ledger, region, service.name()).of(here);
        return stays() ? new Unit.Copies(share.least(), share.least()) : share;
    }

    /// What the file says for a region, be it for this one or for all.
    Optional<Topology.Count> asked(RegionName region, Topology.Service service) {
        return Optional.ofNullable(ledger.said().regions().get(region))
                .map(one -> one.regional().replicas().get(service.name()))
                .or(service::replicas);
    }

    /// A number is as many as there are; with `compute.scaling.horizontal` it is the least of them.
    private Unit.Copies copies(Topology.Count said) {
        int least = said.least().orElse(LEAST);
        boolean isExact = said.least().isPresent() && said.least().equals(said.most());
        OptionalInt most = isExact && says("true") ? OptionalInt.empty() : said.most();
        return copies(least, most.orElse(least * GROWTH));
    }

    /// One is there in any case: nothing grows from none ([Share#of]).
    private Unit.Copies copies(int asked, int most) {
        int least = Math.max(1, asked);
        return new Unit.Copies(least, stays() ? least : Math.max(least, most));
    }

    private boolean stays() {
        return says("false");
    }

    private boolean says(String grows) {
        return ledger.said()
                .sources()
                .at(GROWS)
                .map(Setting::text)
                .filter(grows::equals)
                .isPresent();
    }
}
