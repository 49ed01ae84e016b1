package dev.meridian.estate;

import java.util.regex.Pattern;

/// The platforms that single regions have instead of the one of all regions. What is written for a region is for
/// the platform of `compute`, so these lines are listed as not written.
final class OwnPlatforms {
    private static final Pattern PLATFORM = Pattern.compile("compute\\.platform|services\\.[^.]+\\.platform");

    private static final String WHY =
            "what is written of services is for one platform, that of `compute.platform`, in" + " every region";

    private static final String POSSIBLE = "a root of yours for this region in a file of another name; what is written"
            + " for it runs services on `compute.platform`";

    private OwnPlatforms() {}

    static void note(Ledger ledger) {
        ledger.said()
                .regions()
                .forEach((region, said) -> said.overrides().keySet().stream()
                        .filter(path -> PLATFORM.matcher(path).matches())
                        .forEach(path -> ledger.left(Estates.own(region, path), WHY, POSSIBLE)));
    }
}
