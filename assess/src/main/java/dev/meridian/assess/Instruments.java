package dev.meridian.assess;

import dev.meridian.topology.Compliance;
import java.time.LocalDate;
import java.util.ArrayList;
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

    /// The instruments in force today for data under a law that goes to a country.
    List<Compliance.Transfer> of(Law law, String country) {
        List<Compliance.Transfer> all = new ArrayList<>(compliance.transfers());
        compliance.declaredTransfers().values().stream()
                .filter(transfer -> isInForce(transfer) && covers(transfer, law, country))
                .map(Compliance.DeclaredTransfer::by)
                .forEach(all::add);
        return all;
    }

    /// Reports whether one of them is enough for this law where nothing recognises the country. Consent is a
    /// derogation for single cases (GDPR Art. 49), and enough where the law asks for comparable protection only.
    boolean suffice(Law law, String country) {
        return of(law, country).stream().anyMatch(by -> switch (by) {
            case SCC, BCR -> law.byClauses();
            case CONSENT -> law.demand() == Law.Demand.PROTECTION || law.demand() == Law.Demand.ACCOUNTABLE;
            case ADEQUACY, DPF -> false;
        });
    }

    /// Reports whether the file names the decision: by adequacy, or for the United States by
    /// the certification that the decision is limited to.
    boolean names(Law law, String country, Adequacy decision) {
        return of(law, country).stream().anyMatch(by -> switch (by) {
            case ADEQUACY -> decision.only().isEmpty();
            case DPF -> decision.country().equals("US");
            case SCC, BCR, CONSENT -> false;
        });
    }

    /// Reports whether a transfer is in force on the day of the judgement.
    boolean isInForce(Compliance.DeclaredTransfer transfer) {
        return transfer.since().filter(today::isBefore).isEmpty()
                && transfer.until().filter(today::isAfter).isEmpty();
    }

    private static boolean covers(Compliance.DeclaredTransfer transfer, Law law, String country) {
        boolean from = transfer.from().isEmpty()
                || transfer.from().stream().anyMatch(code -> Law.of(code).equals(Optional.of(law)));
        boolean to = transfer.to().isEmpty()
                || transfer.to().stream()
                        .anyMatch(code -> code.equalsIgnoreCase(country)
                                || Law.of(code)
                                        .filter(there -> there.holdsIn(country))
                                        .isPresent());
        return from && to;
    }

    /// The decision of adequacy that is in force today.
    Optional<Adequacy> adequacy(Law law, String country) {
        return Adequacy.of(law, country, today);
    }
}
