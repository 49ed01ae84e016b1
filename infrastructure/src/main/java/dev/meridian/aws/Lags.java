package dev.meridian.aws;

import static dev.meridian.hcl.Expression.reference;
import static dev.meridian.hcl.Expression.text;

import dev.meridian.estate.Bucket;
import dev.meridian.estate.Estate;
import dev.meridian.estate.MessageLog;
import dev.meridian.estate.Table;
import dev.meridian.hcl.Block;
import dev.meridian.terraform.Root;
import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/// When somebody hears that what goes from one region to another is late, or fails: what has stopped is not late,
/// for only what arrives is timed. Each alarm is where its number is counted: that of a table where it is written,
/// as are objects that fail; that of messages, and of objects that are late, where they arrive (S3 user guide,
/// replication metrics; MSK developer guide, metrics of MSK Replicator; 2026-11). A mirror tries again, so one
/// failure is nobody's to hear of; S3 does not.
///
/// That a mirror may not sign in is counted by the alias that MSK gives to each Kafka (`AuthError`), which nobody
/// knows before it is built; what follows from it is a failure.
final class Lags {
    private static final int MINUTES = 5;

    private final Estate estate;
    private final Estate.Link link;

    /// The sides whose topics are told.
    private final SequencedSet<String> told = new LinkedHashSet<>();

    private final List<Block> alarms = new ArrayList<>();

    private Lags(Estate estate, Estate.Link link) {
        this.estate = estate;
        this.link = link;
    }

    /// None where nobody is to hear of any.
    static List<Block> of(Estate estate, Estate.Link link) {
        Lags lags = new Lags(estate, link);
        link.copies().tables().forEach(lags::table);
        link.copies().mirrors().forEach(lags::mirror);
        link.copies().objects().forEach(lags::objects);
        List<Block> blocks = new ArrayList<>();
        for (String side : lags.told) {
            RegionName region = side.equals(Pair.HERE) ? link.from() : link.to();
            blocks.add(Notices.found(estate.site(region).name(), side));
        }
        blocks.addAll(lags.alarms);
        return blocks;
    }

    private static String late(String store, RegionName region) {
        return store + " in " + region + " is further behind than the file allows";
    }

    private static String failed(String store, RegionName from, RegionName to) {
        return "What is written to " + store + " in " + from + " does not get to " + to
                + ", and what does not arrive counts as late nowhere";
    }

    /// Where a region tells of what is late there, by a name that nothing else there has.
    private String name(String store, RegionName from) {
        return estate.name() + "-" + store + "-from-" + from;
    }

    private void tell(Alarm alarm, RegionName region) {
        String side = Pair.side(link, region);
        told.add(side);
        alarms.add(alarm.block(Notices.foundArn(side)).set("provider", reference("aws." + side)));
    }

    private void table(Table.Copy copy) {
        estate.watch()
                .lag(copy.table().store())
                .ifPresent(lag -> tell(
                        Alarm.of(
                                        Root.label(copy.table().store()),
                                        copy.table().name() + "-" + link.name(),
                                        late(copy.table().store(), copy.to()),
                                        new Alarm.Metric("AWS/DynamoDB", "ReplicationLatency", "Average"),
                                        Alarm.Limit.above(lag.toMillis(), MINUTES))
                                .about("TableName", text(copy.table().name()))
                                .about("ReceivingRegion", text(copy.to().text())),
                        copy.from()));
    }

    private void mirror(MessageLog.Mirror mirror) {
        RegionName from = mirror.from().region();
        RegionName to = mirror.to().region();
        String label = Root.label(mirror.store()) + "_" + Pair.side(link, to);
        estate.watch().lag(mirror.store()).ifPresent(lag -> {
            tell(
                    Alarm.of(
                                    label,
                                    name(mirror.store(), from),
                                    late(mirror.store(), to),
                                    new Alarm.Metric("AWS/Kafka", "ReplicationLatency", "Maximum"),
                                    Alarm.Limit.above(lag.toMillis(), MINUTES))
                            .about("ReplicatorName", text(mirror.role())),
                    to);
            tell(
                    Alarm.of(
                                    label + "_failed",
                                    name(mirror.store(), from) + "-failed",
                                    failed(mirror.store(), from, to),
                                    new Alarm.Metric("AWS/Kafka", "ReplicatorFailure", "Sum"),
                                    Alarm.Limit.above(0, MINUTES))
                            .about("ReplicatorName", text(mirror.role())),
                    to);
        });
    }

    private void objects(Bucket.Copy copy) {
        RegionName from = copy.from().region();
        RegionName to = copy.to().region();
        String label = Root.label(copy.store()) + "_" + Pair.side(link, to);
        estate.watch().lag(copy.store()).ifPresent(lag -> {
            tell(
                    about(
                            copy,
                            Alarm.of(
                                    label,
                                    name(copy.store(), from),
                                    late(copy.store(), to),
                                    new Alarm.Metric("AWS/S3", "ReplicationLatency", "Maximum"),
                                    Alarm.Limit.above(Math.max(1, lag.toSeconds()), MINUTES))),
                    to);
            tell(
                    about(
                            copy,
                            Alarm.of(
                                    label + "_failed",
                                    estate.name() + "-" + copy.store() + "-to-" + to + "-failed",
                                    failed(copy.store(), from, to),
                                    new Alarm.Metric("AWS/S3", "OperationsFailedReplication", "Sum"),
                                    Alarm.Limit.above(0, 1))),
                    from);
        });
    }

    private static Alarm about(Bucket.Copy copy, Alarm alarm) {
        return alarm.about("SourceBucket", text(copy.from().name()))
                .about("DestinationBucket", text(copy.to().name()))
                .about("RuleId", text(copy.rule()));
    }
}
