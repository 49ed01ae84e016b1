package dev.meridian.topology;

import java.util.List;
import java.util.Locale;

/// The codes of countries, unions and continents that a file may use. Countries are those of ISO 3166-1, as the
/// Java runtime lists them.
final class Jurisdictions {
    /// The continents of DNS providers (Route 53, `AWS::Route53::RecordSet GeoLocation`: AF AN AS EU NA OC SA,
    /// 2026-11).
    private static final List<String> CONTINENTS = List.of("AF", "AN", "AS", "EU", "NA", "OC", "SA");

    private static final List<String> UNIONS = List.of("EU", "EEA");
    private static final List<String> COUNTRIES = List.of(Locale.getISOCountries());

    /// Countries whose two letters are those of a continent: Afghanistan, American Samoa, Namibia, Saudi Arabia.
    private static final List<String> BY_THREE_LETTERS = List.of("AFG", "ASM", "NAM", "SAU");

    private Jurisdictions() {}

    /// Whether a law applies in such a place: a country, `EU` or `EEA`.
    static boolean isKnown(String code) {
        return UNIONS.contains(code) || COUNTRIES.contains(code);
    }

    /// Whether a DNS provider can answer users of such a place by itself.
    static boolean isGeography(String code) {
        return code.equals("default")
                || CONTINENTS.contains(code)
                || COUNTRIES.contains(code)
                || BY_THREE_LETTERS.contains(code);
    }
}
