package dev.meridian.incident;

import dev.meridian.blueprint.Resolution;
import dev.meridian.engine.Event;
import dev.meridian.engine.Policy;
import dev.meridian.evidence.EventLog;
import dev.meridian.evidence.LogEntry;
import dev.meridian.topology.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The log of one incident, whole: what it is about, what was said, what was decided.
///
/// @param header  what it is about
/// @param lines   the entries as they stand there, from the first
/// @param events  what each of them says
/// @param hash    of the last line, which stands for the whole log
/// @param dropped the torn last record that was left out, if there was one
public record Incident(
        Header header, List<LogEntry> lines, List<Event> events, String hash, Optional<EventLog.Dropped> dropped) {
    /// A log that is not as it was written.
    public static final String NOT_AS_WRITTEN = "MER-0086";

    /// A log that is whole and cannot be replayed.
    public static final String NOT_REPLAYABLE = "MER-0087";

    private static final String ONE_PIECE = "a decision follows from every entry before it, in their order; a log that"
            + " somebody has touched shows nothing";
    private static final String COPY = "take the log from where it was written; it is never edited by hand";

    private static final int ROOM_FOR_A_HASH = 100;

    public Incident {
        lines = List.copyOf(lines);
        events = List.copyOf(events);
    }

    /// What reading came to.
    public sealed interface Reading {}

    /// It is whole.
    public record Whole(Incident incident) implements Reading {}

    /// It is not to be believed, or not enough to decide again.
    ///
    /// @param id   of the problem
    /// @param line where, counted from 1
    public record Refused(String id, int line, String what, String why, String fix) implements Reading {}

    /// Writes a log anew.
    ///
    /// @return whether it can be replayed; where the topology is too large for a line, the log is without a header
    /// @throws IOException if it cannot be written
    public static boolean write(Header header, List<LogEntry> entries, Path path) throws IOException {
        if (Files.isDirectory(path)) {
            throw new FileSystemException(path.toString(), null, path + " is a directory");
        }
        Files.deleteIfExists(path);
        LogEntry first = header.entry();
        boolean fits = first.json().getBytes(StandardCharsets.UTF_8).length < EventLog.MAX_LINE_BYTES - ROOM_FOR_A_HASH;
        if (EventLog.open(path, EventLog.Durability.ON_CLOSE) instanceof EventLog.Ready ready) {
            try (EventLog log = ready.log()) {
                if (fits) {
                    log.append(first);
                }
                for (LogEntry entry : entries) {
                    log.append(entry);
                }
            }
        }
        return fits;
    }

    /// Whether a file begins as a log that says what it is about, whatever its rest says.
    ///
    /// @throws IOException if it cannot be read
    public static boolean begins(Path path) throws IOException {
        return EventLog.first(path)
                .filter(entry -> entry.kind().equals(Header.KIND) && entry.index() == 0)
                .isPresent();
    }

    /// What a log says that it is about.
    ///
    /// @throws IOException if it cannot be read, or begins in another way
    public static Header headerOf(Path path) throws IOException {
        try {
            return EventLog.first(path)
                    .map(Header::of)
                    .orElseThrow(() -> new IOException(path + " has no whole first line"));
        } catch (IllegalArgumentException e) {
            throw new IOException(path + ": " + e.getMessage(), e);
        }
    }

    /// A log of an agent that somebody has touched, in the words of one that is read as a whole.
    public static Refused touched(int line, String what) {
        return new Refused(NOT_AS_WRITTEN, line, what, ONE_PIECE, COPY);
    }

    /// Reads a log and believes nothing of it that does not follow from the rest.
    ///
    /// @throws IOException if the file cannot be read
    public static Reading read(Path path) throws IOException {
        return switch (EventLog.read(path)) {
            case EventLog.Damaged(int line, String what) -> touched(line, what);
            case EventLog.Entries found -> found.entries().isEmpty() ? empty(found) : read(found);
        };
    }

    private static Refused empty(EventLog.Entries found) {
        String what = found.dropped().isPresent()
                ? "there is no whole record, only " + found.dropped().get().bytes() + " bytes without an end"
                : "the log is empty";
        return touched(1, what);
    }

    private static Reading read(EventLog.Entries found) {
        LogEntry first = found.entries().getFirst();
        if (!first.kind().equals(Header.KIND) || first.index() != 0) {
            return new Refused(
                    NOT_REPLAYABLE,
                    1,
                    "the log has no header: it does not say which topology and which policy it was decided with",
                    "logs were written without one before they could be replayed, and an agent's own log still is",
                    "`meridian twin log incident.jsonl` writes that of the twin that is up; a drill of this version leaves"
                            + " `incident.jsonl`");
        }
        Object format = first.body().getOrDefault("format", "none");
        if (!Long.valueOf(Header.FORMAT).equals(format)) {
            return new Refused(
                    NOT_REPLAYABLE,
                    1,
                    "the log is written in version " + format + " of its form; this program reads version "
                            + Header.FORMAT,
                    "what a line means depends on the version of its form",
                    "replay it with the Meridian that recorded it, "
                            + first.body().getOrDefault("meridian", "which it does not name"));
        }
        try {
            Header header = Header.of(first);
            List<LogEntry> lines = found.entries().subList(1, found.entries().size());
            Optional<Refused> hindrance = cut(header, lines, found.dropped()).or(() -> contradiction(header));
            return hindrance.isPresent() ? hindrance.get() : events(header, lines, found);
        } catch (IllegalArgumentException e) {
            return new Refused(NOT_REPLAYABLE, 1, String.valueOf(e.getMessage()), ONE_PIECE, COPY);
        }
    }

    /// All entries have to be there, but for the last one where its record is torn.
    private static Optional<Refused> cut(Header header, List<LogEntry> lines, Optional<EventLog.Dropped> dropped) {
        for (int i = 0; i < lines.size(); i++) {
            long index = lines.get(i).index();
            if (index != i + 1) {
                return Optional.of(touched(i + 2, "entry " + index + " stands where entry " + (i + 1) + " belongs"));
            }
        }
        long missing = header.entries() - lines.size();
        if (missing == (dropped.isPresent() ? 1 : 0)) {
            return Optional.empty();
        }
        int end = lines.size() + 2;
        if (missing <= 0) {
            return Optional.of(touched(
                    (int) Math.min(header.entries() + 2, end),
                    "something stands behind entry " + header.entries() + ", which the header calls the last"));
        }
        return Optional.of(touched(
                end,
                "the log was cut: " + (missing == 1 ? "entry " : "entries " + (lines.size() + 1) + " to ")
                        + header.entries() + (missing == 1 ? " is" : " are") + " missing"));
    }

    /// The same topology has to come to the same policy; one of the two was changed otherwise.
    private static Optional<Refused> contradiction(Header header) {
        Resolution resolved = header.written().resolve(List.of());
        if (resolved.blueprint().isEmpty()) {
            Problem first = resolved.problems().getFirst();
            return Optional.of(contradicting(
                    "the topology in the header cannot be read: "
                            + first.where().text() + ": " + first.what(),
                    header));
        }
        if (!resolved.blueprint().get().topologyHash().equals(header.topologyHash())) {
            return Optional.of(
                    contradicting("the topology in the header has another hash than the header says", header));
        }
        Optional<Policy> policy = header.policyOf(resolved.blueprint().get());
        if (policy.isEmpty()) {
            return Optional.of(
                    contradicting("the topology in the header has no store `" + header.store() + "`", header));
        }
        return policy.get().equals(header.policy())
                ? Optional.empty()
                : Optional.of(contradicting(
                        "the policy in the header is not what the topology in the header resolves to", header));
    }

    private static Refused contradicting(String what, Header header) {
        return new Refused(
                NOT_REPLAYABLE,
                1,
                what,
                "both were written by Meridian " + header.meridian()
                        + " of one blueprint; either one of them was changed,"
                        + " or this Meridian resolves the file in another way",
                COPY + ", or replay it with Meridian " + header.meridian());
    }

    private static Reading events(Header header, List<LogEntry> lines, EventLog.Entries whole) {
        List<Event> events = new ArrayList<>();
        OutOfPlace outOfPlace = new OutOfPlace(header.policy());
        for (int i = 0; i < lines.size(); i++) {
            long index = lines.get(i).index();
            try {
                Event event = Decided.event(lines.get(i));
                Optional<OutOfPlace.Finding> found = outOfPlace.in(index, event);
                if (found.isPresent()) {
                    return new Refused(
                            NOT_REPLAYABLE,
                            i + 2,
                            "entry " + index + " is none that an agent writes: "
                                    + found.get().what(),
                            found.get().right(),
                            COPY);
                }
                events.add(event);
            } catch (IllegalArgumentException e) {
                return new Refused(
                        NOT_REPLAYABLE,
                        i + 2,
                        "entry " + index + " is none that the engine knows: " + e.getMessage(),
                        ONE_PIECE,
                        COPY);
            }
        }
        return new Whole(new Incident(header, lines, events, whole.headHash(), whole.dropped()));
    }
}
