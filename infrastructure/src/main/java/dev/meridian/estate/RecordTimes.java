package dev.meridian.estate;

import dev.meridian.blueprint.Blueprint;
import dev.meridian.topology.Topology;
import dev.meridian.topology.Ttl;
import dev.meridian.units.Durations;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/// How long answers for the names of a file may be kept, as the records that are written say it. A file that does
/// not know it today is told what is written.
final class RecordTimes {
    private final Ledger ledger;
    private final Blueprint meant;

    RecordTimes(Ledger ledger, Blueprint meant) {
        this.ledger = ledger;
        this.meant = meant;
    }

    /// Of one entrance. Records of AWS are aliases, which have no such time of their own.
    Duration of(Cloud cloud, Topology.Entrance said) {
        Duration written = Objects.requireNonNull(meant.traffic().entrances().get(said.name()))
                .ttl();
        if (cloud != Cloud.AWS) {
            note("traffic.entrances." + said.name() + ".ttl", said.ttl(), written);
        }
        return written;
    }

    /// The one of all entrances.
    void noteAll() {
        note("traffic.ttl", ledger.said().traffic().ttl(), meant.traffic().ttl());
    }

    private void note(String path, Optional<Ttl> said, Duration written) {
        if (said.filter(ttl -> ttl.time().isEmpty()).isPresent()) {
            ledger.left(path, "the file does not know it; records are written with " + Durations.text(written));
        } else {
            ledger.rendered(path);
        }
    }
}
