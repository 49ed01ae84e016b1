package dev.meridian.topology;

import dev.meridian.units.RegionName;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// The records of the sections `fates` and `incidents`: events that can take several places together, and outages
/// that have happened.
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

    /// An outage that has happened, by its record.
    ///
    /// @param date the day on which it began
    /// @param places the regions and places that it took; empty where the file does not say
    /// @param noticed from its beginning until people knew
    /// @param lasted from its beginning until users were served again
    /// @param cause in words
    public record Incident(
            String name,
            LocalDate date,
            List<RegionName> places,
            Optional<Duration> noticed,
            Optional<Duration> lasted,
            Optional<String> cause) {}
}
