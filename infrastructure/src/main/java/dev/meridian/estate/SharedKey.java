package dev.meridian.estate;

import dev.meridian.units.RegionName;

/// A key that several regions have together, so that what a service encrypts in one of them can be read in the
/// others. Data of stores are under the key of their own region.
///
/// @param alias by which each of these regions knows it
/// @param home where it was made; the others have replicas of it
public record SharedKey(String alias, RegionName home) {
    /// By which services find it.
    static final String SETTING = "SHARED_KEY_ALIAS";

    /// As KMS has it in its calls.
    public String path() {
        return "alias/" + alias;
    }
}
