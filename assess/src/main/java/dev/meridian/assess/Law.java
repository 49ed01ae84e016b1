package dev.meridian.assess;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A law that follows the data of people when it leaves their country. The table is no legal advice: a finding
/// prints the citation and the month in which the row was read.
///
/// @param code whose data it protects: `EU`, or the code of a country (ISO 3166-1)
/// @param name as people call it
/// @param citation article and date of the law
/// @param asOf the month in which the row was read, for example `2026-11`
/// @param demand how much it asks for where nothing recognises the other country
/// @param needs the instruments that it accepts then
/// @param byClauses whether standard contractual clauses or binding corporate rules are enough
record Law(String code, String name, String citation, String asOf, Demand demand, String needs, boolean byClauses) {

    /// The demand of a law before data leaves its country.
    enum Demand {
        /// The first copy has to be in the country; what leaves it later is contested.
        STAYS,
        /// An instrument, without which the transfer is forbidden.
        INSTRUMENT,
        /// Comparable protection, which a contract commonly gives.
        PROTECTION,
        /// No instrument: the sender of the data stays accountable for it.
        ACCOUNTABLE
    }

    /// The members of the European Union and the other states of the European Economic Area (EEA Agreement,
    /// 1994-01-01; GDPR in it by Joint Committee Decision 154/2018, 2018-07-06).
    static final List<String> EEA = List.of(
            "AT", "BE", "BG", "HR", "CY", "CZ", "DK", "EE", "FI", "FR", "DE", "GR", "HU", "IE", "IT", "LV", "LT", "LU",
            "MT", "NL", "PL", "PT", "RO", "SK", "SI", "ES", "SE", "IS", "LI", "NO");

    private static final String CLAUSES =
            "standard contractual clauses with a transfer impact assessment, or binding" + " corporate rules";

    /// Each law with its citation. Where no source was read again in 2026-11, the row says `recalled`, and of what
    /// where it is a part. Those of Switzerland, Japan, Korea, Singapore, Turkey, Australia and Canada were read
    /// as others quote them.
    private static final List<Law> ALL = List.of(
            new Law(
                    "EU",
                    "GDPR",
                    "Regulation (EU) 2016/679, Art. 44-46, clauses of Decision (EU) 2021/914",
                    "2026-08",
                    Demand.INSTRUMENT,
                    CLAUSES,
                    true),
            new Law(
                    "GB",
                    "UK GDPR",
                    "UK GDPR Art. 44A-46 as amended by the Data (Use and Access) Act 2025, in force 2026-02-05",
                    "2026-11, the forms of the clauses recalled",
                    Demand.INSTRUMENT,
                    "the International Data Transfer Agreement, the UK addendum to the EU clauses, or binding corporate"
                            + " rules",
                    true),
            new Law(
                    "CH",
                    "FADP",
                    "Federal Act on Data Protection Art. 16-17, in force 2023-09-01",
                    "2026-11, the addendum recalled",
                    Demand.INSTRUMENT,
                    "standard contractual clauses with the Swiss addendum, or binding corporate rules",
                    true),
            new Law(
                    "BR",
                    "LGPD",
                    "Lei 13.709/2018 Art. 33-36, Resolution CD/ANPD 19/2024",
                    "2026-11",
                    Demand.INSTRUMENT,
                    "the standard clauses of the ANPD word by word, or binding corporate rules",
                    true),
            new Law(
                    "CN",
                    "PIPL",
                    "Personal Information Protection Law Art. 38-40, CAC provisions of 2024-03-22",
                    "2026-11",
                    Demand.INSTRUMENT,
                    "by volume the security assessment, the filed standard contract or the certification of the CAC;"
                            + " operators of critical infrastructure have to store in China",
                    true),
            new Law(
                    "RU",
                    "152-FZ",
                    "Federal Law 152-FZ Art. 18(5) as amended by 23-FZ, in force 2025-07-01",
                    "2026-11",
                    Demand.STAYS,
                    "databases in Russia for everything that is collected; a notice to Roskomnadzor before a copy leaves",
                    false),
            new Law(
                    "KR",
                    "PIPA",
                    "Personal Information Protection Act Art. 28-8",
                    "2026-11",
                    Demand.PROTECTION,
                    "separate consent, a certification, or a notice of processing that a contract with the person"
                            + " needs",
                    false),
            new Law(
                    "JP",
                    "APPI",
                    "Act on the Protection of Personal Information Art. 28",
                    "2026-11, the equivalent system recalled",
                    Demand.PROTECTION,
                    "consent with information about the country, or an equivalent system of the recipient",
                    true),
            new Law(
                    "SG",
                    "PDPA",
                    "Personal Data Protection Act s. 26 and Personal Data Protection Regulations 2021 reg. 10",
                    "2026-11, certification recalled",
                    Demand.PROTECTION,
                    "comparable protection by contract, binding corporate rules or certification",
                    true),
            new Law(
                    "ZA",
                    "POPIA",
                    "Protection of Personal Information Act s. 72",
                    "2026-11",
                    Demand.PROTECTION,
                    "an adequate law there, a contract, binding corporate rules or consent",
                    true),
            new Law(
                    "TR",
                    "KVKK",
                    "Law 6698 Art. 9 as amended by Law 7499, in force 2024-06-01",
                    "2026-11",
                    Demand.INSTRUMENT,
                    "standard contracts, filed within five business days, or binding corporate rules",
                    true),
            new Law(
                    "AU",
                    "Privacy Act",
                    "Privacy Act 1988, Australian Privacy Principle 8",
                    "2026-11",
                    Demand.ACCOUNTABLE,
                    "reasonable steps that the recipient keeps the principles",
                    true),
            new Law(
                    "CA",
                    "PIPEDA",
                    "PIPEDA principle 4.1.3; Quebec Law 25 s. 17 asks for an assessment before data leaves Quebec",
                    "2026-11",
                    Demand.ACCOUNTABLE,
                    "comparable protection by contract",
                    true),
            new Law(
                    "IN",
                    "DPDP Act",
                    "Digital Personal Data Protection Act 2023 s. 16, rules notified 2025-11-13",
                    "2026-11",
                    Demand.ACCOUNTABLE,
                    "nothing but that the country is not among those restricted by notification; payment data stays in"
                            + " India (Reserve Bank of India, 2018)",
                    true));

    /// The law that protects the people of a country or union; empty for one of which the table says nothing.
    static Optional<Law> of(String subjects) {
        String code = code(subjects);
        return ALL.stream().filter(law -> law.code.equals(code)).findFirst();
    }

    private static String code(String subjects) {
        String code = subjects.strip().toUpperCase(Locale.ROOT);
        return switch (code) {
            case "EEA", "EUROPE" -> "EU";
            case "UK" -> "GB";
            default -> EEA.contains(code) ? "EU" : code;
        };
    }

    /// Reports whether data in a country is still within the reach of this law.
    boolean holdsIn(String country) {
        return code.equals("EU") ? EEA.contains(country) : code.equals(country);
    }
}
