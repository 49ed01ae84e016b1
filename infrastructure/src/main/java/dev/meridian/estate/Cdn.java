package dev.meridian.estate;

import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What keeps answers near users, before an entrance.
///
/// @param behaviours what is kept for how long, by path; whatever else users open is not kept
/// @param shield the region whose cache asks for all others; empty where each asks for itself
/// @param compresses with which methods: `gzip`, `brotli`
/// @param hasErrorPage whether users see a page of the estate's own where no region answers
/// @param isOnlyWayIn whether regions answer nobody else
/// @param hasHeaders whether answers get the headers by which browsers guard users
/// @param tells whether its log arrives within seconds
/// @param tasks what is done with requests and answers where users are
public record Cdn(
        List<Behaviour> behaviours,
        Optional<RegionName> shield,
        List<String> compresses,
        boolean isOnlyWayIn,
        boolean hasErrorPage,
        boolean hasHeaders,
        boolean tells,
        List<Task> tasks) {
    /// Below what the page of the estate is kept that users see where no region answers.
    public static final String ERRORS = "/errors/";

    public Cdn {
        behaviours = List.copyOf(behaviours);
        compresses = List.copyOf(compresses);
        tasks = List.copyOf(tasks);
    }

    /// What needs no program of anybody's, in the order in which it is done.
    public enum Task {
        /// One question is one entry, in whichever order its parts come.
        SORT_QUERIES(Task.REQUEST),
        /// Each request has a number that logs of the CDN and of services have.
        NUMBER_REQUESTS(Task.REQUEST),
        /// Each user has one of a hundred parts.
        DIVIDE_USERS(Task.REQUEST),
        /// Nobody is told what services run on.
        STRIP_ANSWERS(Task.ANSWER),
        /// Users keep their part.
        REMEMBER_PARTS(Task.ANSWER);

        /// As files and CloudFront call the two ends at users.
        public static final String REQUEST = "viewer-request";

        public static final String ANSWER = "viewer-response";

        private final String end;

        Task(String end) {
            this.end = end;
        }

        /// At which end of a request it is done.
        public String end() {
            return end;
        }
    }

    /// The same, and regions answer nobody else.
    Cdn asOnlyWayIn() {
        return new Cdn(behaviours, shield, compresses, true, hasErrorPage, hasHeaders, tells, tasks);
    }

    /// The ends at which something is done.
    public List<String> ends() {
        return tasks.stream().map(Task::end).distinct().toList();
    }

    /// Whether an answer may depend on which part of the users somebody is in.
    public boolean dividesUsers() {
        return tasks.contains(Task.DIVIDE_USERS);
    }

    /// Whether users only read some of what it keeps: a CDN asks a second region for that, and for nothing that
    /// may be a write.
    public boolean isOnlyReadFrom() {
        return behaviours.stream().anyMatch(Behaviour::isForEverybody);
    }

    /// Answers of one kind.
    ///
    /// @param path that they are for: `/static/*`
    /// @param usual how long one is kept that does not say
    /// @param longest that one may ask to be kept
    public record Behaviour(String name, String path, Duration usual, Duration longest, boolean isCompressed) {
        /// What may be kept for a day is the same for everybody, and nobody writes to it; what is kept for less
        /// may be one user's, who may write there.
        public boolean isForEverybody() {
            return longest.compareTo(Duration.ofDays(1)) >= 0;
        }
    }
}
