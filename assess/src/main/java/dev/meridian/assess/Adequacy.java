package dev.meridian.assess;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// A decision that recognises the law of another country as adequate, so that data may go there without an
/// instrument.
///
/// @param law the code of the [Law] that it is a decision of
/// @param country the country that it recognises; `EU` for all states of the European Economic Area
/// @param decision its number
/// @param since the day on which it was adopted
/// @param until the last day on which it is in force, where it says one
/// @param only the recipients that it is limited to; empty for all
record Adequacy(
        String law,
        String country,
        String decision,
        LocalDate since,
        Optional<LocalDate> until,
        Optional<String> only) {

    /// The list of the European Commission as read 2026-08-05; the renewal for the United Kingdom and the decision
    /// on Brazil were read again 2026-11. Those of other laws are recalled, 2026-11.
    private static final List<Adequacy> ALL = List.of(
            all("EU", "AD", "Decision 2010/625/EU", "2010-10-19"),
            all("EU", "AR", "Decision 2003/490/EC", "2003-06-30"),
            all("EU", "BR", "Commission decision on Brazil", "2026-01-26"),
            limited("EU", "CA", "Decision 2002/2/EC", "2001-12-20", "commercial organisations under PIPEDA"),
            all("EU", "FO", "Decision 2010/146/EU", "2010-03-05"),
            all("EU", "GG", "Decision 2003/821/EC", "2003-11-21"),
            all("EU", "IL", "Decision 2011/61/EU", "2011-01-31"),
            all("EU", "IM", "Decision 2004/411/EC", "2004-04-28"),
            all("EU", "JP", "Decision (EU) 2019/419", "2019-01-23"),
            all("EU", "JE", "Decision 2008/393/EC", "2008-05-08"),
            all("EU", "NZ", "Decision 2013/65/EU", "2012-12-19"),
            all("EU", "KR", "Decision (EU) 2022/254", "2021-12-17"),
            all("EU", "CH", "Decision 2000/518/EC", "2000-07-26"),
            new Adequacy(
                    "EU",
                    "GB",
                    "Decision (EU) 2021/1772, renewed 2025-12-19",
                    LocalDate.parse("2021-06-28"),
                    Optional.of(LocalDate.parse("2031-12-27")),
                    Optional.empty()),
            limited(
                    "EU",
                    "US",
                    "Decision (EU) 2023/1795, contested in case C-703/25 P",
                    "2023-07-10",
                    "recipients certified under the EU-US Data Privacy Framework"),
            all("EU", "UY", "Decision 2012/484/EU", "2012-08-21"),
            all("GB", "EU", "Data Protection Act 2018, Schedule 21 para. 5", "2020-12-31"),
            all("GB", "AD", "Data Protection Act 2018, Schedule 21 para. 5", "2020-12-31"),
            all("GB", "AR", "Data Protection Act 2018, Schedule 21 para. 5", "2020-12-31"),
            all("GB", "CH", "Data Protection Act 2018, Schedule 21 para. 5", "2020-12-31"),
            all("GB", "IL", "Data Protection Act 2018, Schedule 21 para. 5", "2020-12-31"),
            all("GB", "JP", "Data Protection Act 2018, Schedule 21 para. 5", "2020-12-31"),
            all("GB", "NZ", "Data Protection Act 2018, Schedule 21 para. 5", "2020-12-31"),
            all("GB", "UY", "Data Protection Act 2018, Schedule 21 para. 5", "2020-12-31"),
            limited(
                    "GB",
                    "CA",
                    "Data Protection Act 2018, Schedule 21 para. 5",
                    "2020-12-31",
                    "commercial organisations under PIPEDA"),
            all("GB", "KR", "Adequacy Regulations for the Republic of Korea, SI 2022/1213", "2022-12-19"),
            limited(
                    "GB",
                    "US",
                    "Adequacy Regulations for the United States, SI 2023/1028",
                    "2023-10-12",
                    "recipients certified under the UK extension to the Data Privacy Framework"),
            all("CH", "EU", "Data Protection Ordinance, Annex 1", "2023-09-01"),
            all("CH", "GB", "Data Protection Ordinance, Annex 1", "2023-09-01"),
            all("CH", "AD", "Data Protection Ordinance, Annex 1", "2023-09-01"),
            all("CH", "AR", "Data Protection Ordinance, Annex 1", "2023-09-01"),
            all("CH", "IL", "Data Protection Ordinance, Annex 1", "2023-09-01"),
            all("CH", "NZ", "Data Protection Ordinance, Annex 1", "2023-09-01"),
            all("CH", "UY", "Data Protection Ordinance, Annex 1", "2023-09-01"),
            limited(
                    "CH",
                    "CA",
                    "Data Protection Ordinance, Annex 1",
                    "2023-09-01",
                    "commercial organisations under PIPEDA"),
            limited(
                    "CH",
                    "US",
                    "Data Protection Ordinance, Annex 1",
                    "2024-09-15",
                    "recipients certified under the Swiss-US Data Privacy Framework"),
            all("BR", "EU", "Resolution ANPD 32/2026", "2026-01-27"),
            all("JP", "EU", "Designation by the Personal Information Protection Commission", "2019-01-23"),
            all("JP", "GB", "Designation by the Personal Information Protection Commission", "2019-01-23"),
            all("KR", "EU", "Recognition by the Personal Information Protection Commission", "2025-09-16"));

    private static Adequacy all(String law, String country, String decision, String since) {
        return new Adequacy(law, country, decision, LocalDate.parse(since), Optional.empty(), Optional.empty());
    }

    private static Adequacy limited(String law, String country, String decision, String since, String only) {
        return new Adequacy(law, country, decision, LocalDate.parse(since), Optional.empty(), Optional.of(only));
    }

    /// The decision that is in force on a day.
    static Optional<Adequacy> of(Law law, String country, LocalDate today) {
        return ALL.stream()
                .filter(one -> one.law.equals(law.code()) && one.covers(country))
                .filter(one -> one.until.filter(today::isAfter).isEmpty())
                .findFirst();
    }

    private boolean covers(String where) {
        return country.equals("EU") ? Law.EEA.contains(where) : country.equals(where);
    }

    /// The decision with its dates, for a finding.
    String text() {
        return "since " + since + " (" + decision
                + until.map(end -> ", in force until " + end).orElse("") + ")"
                + only.map(who -> ", for " + who + " only").orElse("");
    }
}
