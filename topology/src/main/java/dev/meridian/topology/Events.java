package dev.meridian.topology;

import dev.meridian.units.RegionName;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// The records of the sections `fates`, `incidents`, `drills` and `defects`: events that can take several places
/// together, outages that have happened, recoveries that were measured, and parts that are known not to work.
public final class Events {
    private Events() {}

    /// Places that one event takes together, such as two regions behind one carrier.
    ///
    /// @param places regions of the file, or places that it names elsewhere (witnesses, voters, vantages)
    /// @param of what they share; empty where the file does not say
    public record Fate(String name, List<RegionName> places, Optional<Shared> of) {}

    /// A thing that places share, and whose failure takes them together.
    public enum Shared {
        CARRIER,
        PROVIDER,
        CONTROL_PLANE,
        POWER,
        METRO,
        IDENTITY,
        OTHER
    }

    /// A drill, or another measurement of a recovery, by its record.
    ///
    /// @param date the day on which it was made; empty where the file does not say
    /// @param application that it was made with; each application of the file where empty
    /// @param disruption the kind of failure that it tried, or a planned move
    /// @param places the regions and places that it took away; empty where the file does not say
    /// @param of the services and stores that it tried; all where empty
    /// @param environment that it was made in; the system that the file describes where empty
    /// @param rto the measured time until users were served again
    /// @param rpo the measured time whose acknowledged writes were lost
    /// @param passed whether it reached what it was made for; empty where the file does not say
    public record Drill(
            String name,
            Optional<LocalDate> date,
            Optional<String> application,
            Claim.About disruption,
            List<RegionName> places,
            List<String> of,
            Optional<String> environment,
            Optional<Duration> rto,
            Optional<Duration> rpo,
            Optional<Boolean> passed) {
        public Drill {
            places = List.copyOf(places);
            of = List.copyOf(of);
        }

        /// For people: by its day, else by its name.
        public String title() {
            return date.map(day -> "the drill of " + day).orElse("the drill `" + name + "`");
        }
    }

    /// An outage that has happened, by its record.
    ///
    /// @param date the day on which it began; empty where the file does not say
    /// @param places the regions and places that it took; empty where the file does not say
    /// @param noticed from its beginning until people knew
    /// @param lasted from its beginning until users were served again
    /// @param repaired from its beginning until nothing was left to repair
    /// @param affects the services, stores and externals that it took; everything in its places where empty
    /// @param causes in words
    public record Incident(
            String name,
            Optional<LocalDate> date,
            List<RegionName> places,
            Optional<Duration> noticed,
            Optional<Duration> lasted,
            Optional<Duration> repaired,
            List<String> affects,
            List<String> causes) {
        public Incident {
            places = List.copyOf(places);
            affects = List.copyOf(affects);
            causes = List.copyOf(causes);
        }

        /// For people: by its day, else by its name.
        public String title() {
            return date.map(day -> "the outage of " + day).orElse("the outage `" + name + "`");
        }
    }

    /// A part of the system that is there and is known not to work.
    ///
    /// @param at the path of the part in the file
    /// @param says what is wrong with it, in words
    public record Defect(String name, String at, String says, Effect effect) {}

    /// How often a part with a defect works.
    public enum Effect {
        /// It does not work.
        NEVER,
        /// It may not work.
        SOMETIMES
    }
}
