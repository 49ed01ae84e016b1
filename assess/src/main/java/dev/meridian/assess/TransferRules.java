package dev.meridian.assess;

import dev.meridian.blueprint.Catalogue;
import dev.meridian.blueprint.Region;
import dev.meridian.blueprint.Store;
import dev.meridian.topology.Compliance;
import dev.meridian.topology.Storage;
import dev.meridian.units.RegionName;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;

/// A check that data of people whose law follows them (`compliance.classes.C.subjects`) has a ground in each
/// region outside the reach of that law: a decision of adequacy, or an instrument that the file declares. What
/// `keepIn` forbids anyway is left to [ResidencyRules].
final class TransferRules {
    /// A renewal takes people a while.
    private static final int MONTHS_AHEAD = 3;

    /// The blueprint's word for a region whose country neither file nor catalogue knows.
    private static final String UNKNOWN = "unknown";

    private final Subject subject;
    private final LocalDate today;
    private final Instruments instruments;
    private final List<Finding> findings;

    private TransferRules(Subject subject, LocalDate today, List<Finding> findings) {
        this.subject = subject;
        this.today = today;
        this.instruments = new Instruments(subject.topology().compliance(), today);
        this.findings = findings;
    }

    static void check(Subject subject, LocalDate today, List<Finding> findings) {
        TransferRules rules = new TransferRules(subject, today, findings);
        for (Store store : subject.blueprint().stores().values()) {
            rules.store(store);
        }
        rules.frameworks();
        rules.days();
    }

    /// Data of people under one law, and where it is.
    ///
    /// @param at the path of the store or the partition
    /// @param holder the name of that, for people
    private record Held(String at, String holder, Compliance.DataClass data, Law law) {
        /// `orders` holds data of people in EU.
        String text() {
            return "`" + holder + "` holds data of people in " + law.code() + " (class `" + data.name() + "`)";
        }
    }

    private void store(Store store) {
        Holders holders = new Holders(subject, store);
        Storage.Store said = subject.said(store);
        String at = "data." + store.name();
        for (String name : holders.classes()) {
            held(at, store.name(), name, within(holders.all(), said.keepIn()));
        }
        said.partitions().values().forEach(partition -> {
            SequencedSet<RegionName> in = new LinkedHashSet<>(holders.of(partition));
            in.addAll(holders.backups());
            for (String name : partition.holds()) {
                held(
                        at + ".partitions." + partition.name(),
                        store.name() + "." + partition.name(),
                        name,
                        within(within(in, partition.keepIn()), said.keepIn()));
            }
        });
    }

    private static SequencedSet<RegionName> within(SequencedSet<RegionName> in, List<RegionName> allowed) {
        SequencedSet<RegionName> kept = new LinkedHashSet<>(in);
        if (!allowed.isEmpty()) {
            kept.retainAll(allowed);
        }
        return kept;
    }

    private void held(String at, String holder, String name, SequencedSet<RegionName> in) {
        Compliance.DataClass data =
                Objects.requireNonNull(subject.topology().compliance().classes().get(name));
        SequencedSet<RegionName> allowed = within(in, data.keepIn());
        SequencedMap<String, Law> laws = new LinkedHashMap<>();
        data.subjects().forEach(who -> Law.of(who).ifPresent(law -> laws.put(law.code(), law)));
        laws.values().forEach(law -> judge(new Held(at, holder, data, law), allowed));
    }

    private void judge(Held held, SequencedSet<RegionName> in) {
        List<RegionName> unknown = new ArrayList<>();
        SequencedMap<String, List<RegionName>> outside = new LinkedHashMap<>();
        boolean within = false;
        for (RegionName name : in) {
            String country = country(name);
            if (country.equals(UNKNOWN)) {
                unknown.add(name);
            } else if (held.law().holdsIn(country)) {
                within = true;
            } else {
                outside.computeIfAbsent(country, _ -> new ArrayList<>()).add(name);
            }
        }
        if (held.law().demand() == Law.Demand.STAYS) {
            stays(held, outside, within);
            return;
        }
        if (!unknown.isEmpty()) {
            findings.add(unknown(held, unknown));
        }
        transferred(held, outside);
    }

    private void transferred(Held held, SequencedMap<String, List<RegionName>> outside) {
        SequencedMap<String, List<RegionName>> without = new LinkedHashMap<>();
        SequencedMap<String, List<RegionName>> recognised = new LinkedHashMap<>();
        outside.forEach((country, regions) -> {
            Optional<Adequacy> adequacy = instruments.adequacy(held.law(), country);
            if (instruments.suffice(held.law(), country)) {
                return;
            }
            if (adequacy.isEmpty()) {
                without.put(country, regions);
            } else if (adequacy.get().only().isPresent()) {
                findings.add(limited(held, country, regions, adequacy.get()));
            } else if (!instruments.names(held.law(), country, adequacy.get())) {
                recognised.put(country, regions);
            }
        });
        if (!recognised.isEmpty()) {
            findings.add(recognised(held, recognised));
        }
        if (!without.isEmpty()) {
            findings.add(without(held, without));
        }
    }

    /// The country whose law reaches a region; a place outside of the file is looked up by its name.
    private String country(RegionName name) {
        Region region = subject.blueprint().regions().get(name);
        String country = region == null ? Catalogue.country(name.text()).orElse(UNKNOWN) : region.jurisdiction();
        return country.equals(UNKNOWN) ? country : country.toUpperCase(Locale.ROOT);
    }

    private static String places(SequencedMap<String, List<RegionName>> outside) {
        List<String> words = new ArrayList<>();
        outside.forEach((country, regions) -> regions.forEach(region -> words.add(region + " (" + country + ")")));
        return Listed.plain(words);
    }

    private Finding without(Held held, SequencedMap<String, List<RegionName>> outside) {
        Law law = held.law();
        String countries = Listed.plain(List.copyOf(outside.keySet()));
        Finding finding = Finding.of(
                Rule.TRANSFER_WITHOUT_GROUND,
                held.at(),
                held.text() + " in " + places(outside) + ", and nothing in the file says on which ground",
                law.name() + " (" + law.citation() + "; read " + law.asOf() + "): no decision of adequacy covers "
                        + countries + "; it asks for " + law.needs(),
                declare(law, "[" + String.join(", ", outside.keySet()) + "]", law.byClauses() ? "scc" : "consent")
                        + " if there is that instrument, or `keepIn` on the class `"
                        + held.data().name() + "` without " + Listed.regions(regions(outside)));
        return (switch (law.demand()) {
                    case INSTRUMENT, STAYS -> finding;
                    case PROTECTION -> finding.with(Severity.WARNING);
                    case ACCOUNTABLE -> finding.with(Severity.NOTE);
                })
                .about("compliance.classes." + held.data().name() + ".subjects");
    }

    private static List<RegionName> regions(SequencedMap<String, List<RegionName>> outside) {
        return outside.values().stream().flatMap(List::stream).toList();
    }

    /// A decision for all recipients is enough while it lasts; the file does not name it.
    private Finding recognised(Held held, SequencedMap<String, List<RegionName>> outside) {
        List<Adequacy> decisions = outside.keySet().stream()
                .map(country -> instruments.adequacy(held.law(), country).orElseThrow())
                .distinct()
                .toList();
        String codes =
                String.join(", ", decisions.stream().map(Adequacy::country).toList());
        return Finding.of(
                Rule.TRANSFER_RESTS_ON_ADEQUACY,
                held.at(),
                held.text() + " in " + places(outside) + ", which rests on "
                        + (decisions.size() == 1 ? "a decision of adequacy" : "decisions of adequacy"),
                held.law().name() + " recognises "
                        + Listed.plain(decisions.stream()
                                .map(decision -> decision.country() + " " + decision.text())
                                .toList())
                        + "; such a decision can be annulled or not renewed, and the transfer then has no ground",
                declare(held.law(), decisions.size() == 1 ? codes : "[" + codes + "]", "adequacy")
                        + ", so that the ground is in the file");
    }

    private static String declare(Law law, String to, String by) {
        return "`compliance.transfers: {NAME: {from: " + law.code() + ", to: " + to + ", by: " + by + "}}`";
    }

    /// A decision that is limited to some recipients or contested needs a fallback.
    private Finding limited(Held held, String country, List<RegionName> regions, Adequacy decision) {
        Finding finding = Finding.of(
                Rule.TRANSFER_RESTS_ON_ADEQUACY,
                held.at(),
                held.text() + " in " + Listed.regions(regions) + " (" + country
                        + "), which rests on a decision of adequacy",
                held.law().name() + " recognises " + country + " " + decision.text()
                        + "; such a decision can be annulled or not renewed, and the transfer then has no ground",
                declare(held.law(), country, "scc") + " with a transfer impact assessment, as the fallback");
        return instruments.names(held.law(), country, decision)
                ? finding.with(Severity.NOTE)
                : finding.with(Severity.WARNING);
    }

    /// A transfer that is declared for another time than today.
    private void days() {
        subject.topology().compliance().declaredTransfers().values().forEach(transfer -> {
            String at = "compliance.transfers." + transfer.name();
            Optional<Finding> finding = transfer.since()
                    .filter(today::isBefore)
                    .map(since -> notInForce(
                            at + ".since", "the transfer `" + transfer.name() + "` holds from " + since + " on"))
                    .or(() -> transfer.until()
                            .filter(today::isAfter)
                            .map(until -> notInForce(
                                    at + ".until", "the transfer `" + transfer.name() + "` ended on " + until)))
                    .or(() -> transfer.until()
                            .filter(until -> until.minusMonths(MONTHS_AHEAD).isBefore(today))
                            .map(until -> notInForce(
                                            at + ".until", "the transfer `" + transfer.name() + "` ends on " + until)
                                    .with(Severity.WARNING)));
            finding.ifPresent(findings::add);
        });
    }

    private static Finding notInForce(String at, String statement) {
        return Finding.of(
                Rule.TRANSFER_NOT_IN_FORCE,
                at,
                statement,
                "outside its days the data that it covers is where no ground allows it",
                "the day of its renewal, or another ground");
    }

    private static Finding unknown(Held held, List<RegionName> regions) {
        return Finding.of(
                        Rule.TRANSFER_WITHOUT_GROUND,
                        held.at(),
                        held.text() + " in " + Listed.regions(regions)
                                + ", and the country whose law reaches that place is not known",
                        held.law().name() + " (" + held.law().citation() + ") asks for a ground outside its reach",
                        "`jurisdiction: CODE` on `regions." + regions.getFirst() + "`")
                .with(Severity.NOTE);
    }

    private void stays(Held held, SequencedMap<String, List<RegionName>> outside, boolean within) {
        if (outside.isEmpty()) {
            return;
        }
        Law law = held.law();
        Finding finding = Finding.of(
                Rule.DATA_HAS_TO_STAY,
                held.at(),
                held.text() + " in " + places(outside)
                        + (within ? ", beside a copy in " + law.code() : ", and nowhere in " + law.code()),
                law.name() + " (" + law.citation() + "; read " + law.asOf() + ") asks for " + law.needs(),
                within
                        ? "take the copies away, or a waiver with the notice that covers them"
                        : "a region in " + law.code() + " that takes the writes, or no such data in this store");
        findings.add((within ? finding.with(Severity.WARNING) : finding)
                .about("compliance.classes." + held.data().name() + ".subjects"));
    }

    /// A framework about data of people, and no class that says which data that is.
    private void frameworks() {
        Compliance compliance = subject.topology().compliance();
        boolean asked = compliance.frameworks().contains(Compliance.Framework.GDPR);
        boolean known = compliance.classes().values().stream()
                .anyMatch(data -> !data.subjects().isEmpty());
        Law gdpr = Law.of("EU").orElseThrow();
        SequencedSet<RegionName> outside = new LinkedHashSet<>();
        for (Store store : subject.blueprint().stores().values()) {
            store.members().stream()
                    .filter(member -> !country(member).equals(UNKNOWN) && !gdpr.holdsIn(country(member)))
                    .forEach(outside::add);
        }
        if (asked && !known && !outside.isEmpty()) {
            findings.add(Finding.of(
                            Rule.TRANSFER_WITHOUT_GROUND,
                            "compliance.frameworks",
                            "the file answers to GDPR, has stores in " + Listed.regions(outside)
                                    + ", and no class says which of them hold data of people in EU",
                            "GDPR (" + gdpr.citation() + "; read " + gdpr.asOf()
                                    + ") asks for a ground where such data leaves the European Economic Area",
                            "`compliance.classes: {NAME: {subjects: [EU]}}`, and `holds: [NAME]` on each store that has"
                                    + " such data")
                    .with(Severity.WARNING));
        }
    }
}
