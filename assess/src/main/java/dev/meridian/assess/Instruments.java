package dev.meridian.assess;

import dev.meridian.topology.Compliance;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// The instruments that a file declares for data that leaves its jurisdiction (`compliance.transfers`).
final class Instruments {
    private final Compliance compliance;
    private final LocalDate today;

    Instruments(Compliance compliance, LocalDate today) {
        this.compliance = compliance;
        this.today = today;
    }

    /// The instruments in force for data under a law that goes to a country.
    List<Compliance.Transfer> of(Law law, String country) {
        return compliance.transfers();
    }

    /// Whether one of them is enough for this law where nothing recognises the country.
    boolean suffice(Law law, String country) {
        return of(law, country).stream().anyMatch(by -> switch (by) {
            case SCC, BCR -> law.byClauses();
            case ADEQUACY -> false;
        });
    }

    /// The decision of adequacy that is in force today.
    Optional<Adequacy> adequacy(Law law, String country) {
        return Adequacy.of(law, country, today);
    }
}
