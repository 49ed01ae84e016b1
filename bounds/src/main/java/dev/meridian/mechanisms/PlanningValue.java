package dev.meridian.mechanisms;

import dev.meridian.bounds.Span;
import dev.meridian.bounds.Term;
import java.util.List;

/// A time of a step that no mechanism of a store accounts for: people, resolvers, and capacity that is started.
///
/// @param id stable, in kebab case
/// @param name for reports: `people who are called and decide`
/// @param time best and planning value
public record PlanningValue(String id, String name, Span time, Source source) {
    /// The time from the page to the decision of a person.
    public static final PlanningValue PEOPLE = new PlanningValue(
            "people",
            "people who are called and decide",
            Row.seconds(0, 900),
            Source.read("planning value of Meridian, 2026-11: 15 min from the page to the decision", Row.MONTH));

    /// The time for which most resolvers and clients keep a name beyond its TTL.
    public static final PlanningValue RESOLVERS = new PlanningValue(
            "resolvers",
            "resolvers and clients beyond the TTL",
            Row.seconds(0, 40),
            Source.read(
                    "Flavel, Mani, Maltz, IEEE LANMAN 2014: with a TTL of 20 s 90 % of requests were right after 60 s,"
                            + " which is planned with, 98 % after 15 min; 8.74 % of resolvers stretch TTLs (PAM 2023)",
                    Row.MONTH));

    /// The time for which the last resolvers and runtimes keep a name.
    public static final PlanningValue LAST_RESOLVERS = new PlanningValue(
            "last-resolvers",
            "the last resolvers and runtimes that keep a name",
            Row.minutes(5, 15),
            Source.read(
                    "Flavel, Mani, Maltz, IEEE LANMAN 2014: 98 % of requests were right after 15 min; a JVM with a"
                            + " security manager keeps names without bound (Amazon RDS User Guide, Setting the JVM TTL)",
                    Row.MONTH));

    /// The time until a warm standby has its full capacity.
    public static final PlanningValue WARM_STANDBY = new PlanningValue(
            "warm-standby",
            "scaling up a warm standby",
            Row.seconds(0, 300),
            Source.recalled(
                    "pods in 15 to 30 s after their metrics, a node in 60 to 90 s; 5 min to plan with is Meridian's,"
                            + " and refutes nothing; capacity not guaranteed",
                    Row.MONTH));

    /// The time until a cluster or machines serve that were not there before. A platform that starts copies on a
    /// request needs neither.
    public static final PlanningValue PILOT_LIGHT = new PlanningValue(
            "pilot-light",
            "starting compute from nothing",
            Row.seconds(0, 1_200),
            Source.recalled(
                    "node group, images and a load balancer: 20 min to plan with is Meridian's, without a best;"
                            + " capacity not guaranteed",
                    Row.MONTH));

    /// The length of a fault of a region that is over before a slower failover has begun to help.
    public static final PlanningValue SHORT_FAULT = new PlanningValue(
            "short-fault",
            "a fault of a region that is over before a slower failover",
            Row.minutes(10, 10),
            Source.read(
                    "planning value of Meridian, 2026-11: 10 min; no provider publishes how long its faults are",
                    Row.MONTH));

    /// The time until a finished backup is in another region.
    public static final PlanningValue BACKUP_COPY = new PlanningValue(
            "backup-copy",
            "a backup on its way to another region",
            Row.seconds(0, 1_200),
            Source.read(
                    "Amazon RDS User Guide: copied when ready, no bound is published; 20 min to plan with is"
                            + " Meridian's",
                    Row.MONTH));

    /// Whether a term has this value and no figure of the file in its place.
    public boolean isSourceOf(Term term) {
        return term.source().equals(source.cited());
    }

    /// All values in the order of the table.
    public static List<PlanningValue> all() {
        return List.of(PEOPLE, RESOLVERS, LAST_RESOLVERS, WARM_STANDBY, PILOT_LIGHT, BACKUP_COPY, SHORT_FAULT);
    }
}
