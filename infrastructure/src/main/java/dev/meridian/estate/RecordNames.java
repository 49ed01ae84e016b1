package dev.meridian.estate;

import dev.meridian.topology.Message;
import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/// Whether each name of the records of a cloud is one entrance's: two of one name answer for each other, or are
/// refused by who has the zone.
final class RecordNames {
    private static final String PATH = "traffic.entrances.";
    private static final String HOST = ".host";

    private final Ledger ledger;
    private final SequencedMap<String, Named> taken = new LinkedHashMap<>();
    private final SequencedMap<String, Entrance> hosts = new LinkedHashMap<>();

    /// @param entrance whose it is
    /// @param what it is for, as messages say it
    /// @param path where the file says it, or what it follows from
    private record Named(String name, Entrance entrance, String what, String path) {
        private Named(String name, Entrance entrance, String what) {
            this(name, entrance, what, PATH + entrance.name() + HOST);
        }

        /// By cloud: zones of two clouds know nothing of each other.
        String key() {
            return entrance.cloud() + " " + name;
        }
    }

    private RecordNames(Ledger ledger) {
        this.ledger = ledger;
    }

    /// A problem for each entrance that needs a name of an earlier one.
    static void check(List<Entrance> entrances, Ledger ledger) {
        RecordNames names = new RecordNames(ledger);
        for (Entrance entrance : entrances) {
            for (Named one : names.of(entrance)) {
                if (!names.take(one)) {
                    break;
                }
            }
            names.tellSplit(entrance);
        }
    }

    /// A zone may be held at two providers, each of which answers whoever asks it. Of a name that is in both, each
    /// knows the regions of its own cloud only: which of them a user gets to is chance, and where none of the one
    /// serves its half of the users are sent nowhere. Every other name that is written is in one of the two zones:
    /// who asks the other, be it a check of Route 53 or who proves a certificate, hears of none.
    private void tellSplit(Entrance entrance) {
        Entrance other = hosts.putIfAbsent(entrance.host(), entrance);
        if (other == null || other.cloud() == entrance.cloud()) {
            return;
        }
        String where =
                ledger.said().sources().where(PATH + entrance.name() + HOST).text();
        ledger.notice(where + ": `" + entrance.host() + "` is the host of `" + other.name()
                + "` as well, and two clouds answer for it: " + cloud(other) + ", and " + cloud(entrance)
                + "; where the zone is at both, chance decides whose regions a user hears of, and nobody is sent to the"
                + " other's when none of these serves. All other records of either (names of regions, which checks ask, and"
                + " those that prove certificates) have to be copied into the other's zone, which nothing here does");
    }

    private static String cloud(Entrance entrance) {
        return entrance.cloud().text() + " with "
                + entrance.regions().stream().map(RegionName::text).collect(Collectors.joining(", "));
    }

    /// Whether nobody else has it.
    private boolean take(Named one) {
        Named other = taken.putIfAbsent(one.key(), one);
        if (other != null) {
            ledger.problem(
                    one.path,
                    new Message(
                            "`" + one.name + "` is " + one.what + ", and " + other.what,
                            "that one stands at " + where(other) + ", and a name has one entrance's records only",
                            one.entrance.equals(other.entrance) || !one.path.endsWith(HOST)
                                    ? "another name at `" + one.path + "`"
                                    : "another `host` for `" + one.entrance.name() + "` or `" + other.entrance.name()
                                            + "`"));
        }
        return other == null;
    }

    private String where(Named other) {
        return ledger.said()
                .sources()
                .at(other.path)
                .map(setting -> setting.origin().text())
                .orElse(other.path);
    }

    private List<Named> of(Entrance entrance) {
        String of = "`" + entrance.name() + "`";
        List<Named> names = new ArrayList<>();
        names.add(new Named(entrance.host(), entrance, "the host of " + of));
        if (entrance.cdn().isPresent()) {
            names.add(new Named(entrance.origin(), entrance, "what the CDN of " + of + " asks"));
        }
        if (!entrance.waiting().isEmpty()) {
            names.add(new Named(entrance.ofServing(), entrance, "what leads to regions of " + of + " that serve"));
        }
        if (entrance.hasSecond()) {
            names.add(new Named(entrance.second(), entrance, "what the CDN of " + of + " asks second"));
        }
        entrance.regions()
                .forEach(region ->
                        names.add(new Named(entrance.host(region), entrance, "the name of " + of + " in " + region)));
        entrance.ofStandby()
                .forEach(name -> names.add(
                        new Named(name, entrance, "what leads to the standby of " + of, saying(name, entrance))));
        return names;
    }

    /// Where the file says a name of certificates.
    private String saying(String name, Entrance entrance) {
        return ledger.said().sources().all().sequencedEntrySet().stream()
                .filter(one -> one.getKey().startsWith(StandbyNames.NAMES)
                        && Entrances.lower(one.getValue().text()).equals(name))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(PATH + entrance.name() + HOST);
    }
}
