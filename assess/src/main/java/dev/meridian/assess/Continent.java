package dev.meridian.assess;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The continent of a country that has a region of a large cloud (United Nations, M49 standard, geographic
/// regions; recalled, 2026-11). Mexico counts with North America.
enum Continent {
    AFRICA("Africa", "ZA"),
    ASIA("Asia", "AE BH CN HK ID IL IN JP KR MY QA SA SG TH TW"),
    EUROPE("Europe", "AT BE CH DE DK ES FI FR GB IE IT NL NO PL SE"),
    NORTH_AMERICA("North America", "CA MX US"),
    OCEANIA("Oceania", "AU NZ"),
    SOUTH_AMERICA("South America", "BR CL");

    private final String text;
    /// Codes with a space between them.
    private final String countries;

    Continent(String text, String countries) {
        this.text = text;
        this.countries = countries;
    }

    /// @param country the two-letter code, in capitals or not; empty for one that the table does not have
    static Optional<Continent> of(String country) {
        String code = country.toUpperCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(continent -> List.of(continent.countries.split(" ")).contains(code))
                .findFirst();
    }

    String text() {
        return text;
    }
}
