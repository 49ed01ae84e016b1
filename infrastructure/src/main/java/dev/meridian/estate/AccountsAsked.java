package dev.meridian.estate;

import dev.meridian.topology.Topology;
import dev.meridian.units.RegionName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// Whether a file wants regions of one cloud in several accounts. What is written cannot have that: a copy names
/// its source by the account of its own root, a link has one account for both of its ends, and states are beside
/// each other. Nobody should learn that from the second root that is applied.
final class AccountsAsked {
    private AccountsAsked() {}

    static void note(Ledger ledger) {
        for (Cloud cloud : Cloud.values()) {
            SequencedMap<String, RegionName> accounts = new LinkedHashMap<>();
            for (RegionName region : ledger.regions(cloud)) {
                Optional.ofNullable(ledger.said().regions().get(region))
                        .flatMap(Topology.Region::account)
                        .ifPresent(account -> accounts.putIfAbsent(account, region));
            }
            if (accounts.size() > 1) {
                RegionName second = List.copyOf(accounts.sequencedValues()).get(1);
                ledger.notice(ledger.said()
                                .sources()
                                .where("regions." + second + ".account")
                                .text()
                        + ": roots of " + cloud.text() + " are written for one account, and the file has "
                        + accounts.size() + " (`" + String.join("`, `", accounts.sequencedKeySet())
                        + "`): apply all of them with credentials of one; what is to be in another is a file and a"
                        + " folder of its own");
            }
        }
    }
}
