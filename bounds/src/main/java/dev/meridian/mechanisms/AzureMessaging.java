package dev.meridian.mechanisms;

import static dev.meridian.blueprint.ReplicationMode.QUORUM;
import static dev.meridian.blueprint.ReplicationMode.SYNC;
import static dev.meridian.blueprint.StoreKind.KAFKA;
import static dev.meridian.blueprint.StoreKind.QUEUE;
import static dev.meridian.blueprint.StoreKind.STREAM;
import static dev.meridian.mechanisms.Mechanism.Starter.CONTROL;
import static dev.meridian.mechanisms.Row.ASYNCHRONOUS;
import static dev.meridian.mechanisms.Row.minutes;
import static dev.meridian.mechanisms.Row.seconds;
import static dev.meridian.mechanisms.Row.underWay;
import static dev.meridian.mechanisms.Row.unpublished;

import dev.meridian.bounds.Span;
import java.util.List;

/// The logs and queues of Microsoft Azure.
final class AzureMessaging {
    private static final String ZONES_GO_ON =
            "Each write is in several zones before it is acknowledged; the service goes on.";
    private static final String ZONE_MAJORITY = "The zones with a majority acknowledge.";

    static final List<String> EVENT_HUBS = List.of("event-hubs-geo-replication", "event-hubs", "geo-replication");
    static final List<String> EVENT_HUBS_METADATA = List.of(
            "event-hubs-geo-disaster-recovery", "geo-disaster-recovery", "geo-dr", "metadata-geo-disaster-recovery");
    static final List<String> SERVICE_BUS =
            List.of("service-bus-geo-replication", "service-bus", "service-bus-premium", "geo-replication");
    static final List<String> SERVICE_BUS_METADATA = List.of(
            "service-bus-geo-disaster-recovery", "geo-disaster-recovery", "geo-dr", "metadata-geo-disaster-recovery");

    private AzureMessaging() {}

    private static Row row(String id, String name) {
        return Row.of(Provider.AZURE, id, name);
    }

    private static final List<Mechanism> ROWS = List.of(
            row("event-hubs-zones", "Azure Event Hubs over zones")
                    .kinds(KAFKA, STREAM)
                    .everyWriter()
                    .strong()
                    .takes(Span.ZERO)
                    .onLoss(ZONES_GO_ON)
                    .onCut(ZONE_MAJORITY)
                    .read("Microsoft Learn, Reliability in Azure Event Hubs, Availability zone support: "
                            + "metadata and events are replicated over the zones, without noticeable "
                            + "interruption"),
            row("event-hubs-geo-replication-sync", "Azure Event Hubs geo-replication, synchronous")
                    .kinds(KAFKA, STREAM)
                    .words(EVENT_HUBS)
                    .region(SYNC, QUORUM)
                    .by(CONTROL)
                    .strong()
                    .takes(unpublished())
                    .onLoss("The secondary is promoted by a call and the name follows; nothing acknowledged is "
                            + "lost.")
                    .onCut("The primary stops acknowledging until the secondary answers or is removed.")
                    .read("Microsoft Learn, Azure Event Hubs geo-replication: a loss of zero, and "
                            + "availability is tied to both regions; no time is published"),
            row("event-hubs-geo-replication", "Azure Event Hubs geo-replication, asynchronous")
                    .kinds(KAFKA, STREAM)
                    .words(EVENT_HUBS)
                    .region(ASYNCHRONOUS)
                    .by(CONTROL)
                    .takes(unpublished())
                    .loses(underWay())
                    .onLoss("The secondary is promoted by a call and the name follows; events that had not "
                            + "been copied are lost.")
                    .onCut("The primary acknowledges until the lag reaches the configured maximum, and is "
                            + "throttled then.")
                    .read("Microsoft Learn, Azure Event Hubs geo-replication: the loss is within the "
                            + "configured maximum lag; no time is published"),
            row("event-hubs-geo-disaster-recovery", "Azure Event Hubs geo-disaster recovery, metadata only")
                    .kinds(KAFKA, STREAM)
                    .words(EVENT_HUBS_METADATA)
                    .onlyNamed()
                    .region(ASYNCHRONOUS)
                    .by(CONTROL)
                    .takes(unpublished())
                    .loses(Span.NEVER)
                    .onLoss("The alias moves to the secondary namespace by a call; no event is copied, so "
                            + "those in the lost region wait there.")
                    .onCut("Each namespace acknowledges its own producers.")
                    .read("Microsoft Learn, Reliability in Azure Event Hubs, Geo-disaster recovery: "
                            + "replicates metadata only; the failover is nearly instantaneous once initiated"),
            row("service-bus-zones", "Azure Service Bus over zones")
                    .kinds(QUEUE)
                    .everyWriter()
                    .strong()
                    .takes(seconds(1, 60))
                    .onLoss("Requests go to another zone; each message is in several zones before it is "
                            + "acknowledged.")
                    .onCut(ZONE_MAJORITY)
                    .read("Microsoft Learn, Reliability in Azure Service Bus, Behavior during a zone "
                            + "failure: a few seconds of downtime, no loss; 60 s to plan with is Meridian's"),
            row("service-bus-geo-replication-sync", "Azure Service Bus geo-replication, synchronous")
                    .kinds(QUEUE)
                    .words(SERVICE_BUS)
                    .region(SYNC, QUORUM)
                    .by(CONTROL)
                    .strong()
                    .takes(minutes(5, 15))
                    .onLoss("The secondary is promoted by a call and the name follows; nothing acknowledged is "
                            + "lost.")
                    .onCut("The primary stops acknowledging until the secondary answers or is removed.")
                    .read("Microsoft Learn, Reliability in Azure Service Bus, Geo-Replication (preview, "
                            + "Premium): a promotion takes about 5 to 10 min, then DNS; 15 min to plan with is "
                            + "Meridian's"),
            row("service-bus-geo-replication", "Azure Service Bus geo-replication, asynchronous")
                    .kinds(QUEUE)
                    .words(SERVICE_BUS)
                    .region(ASYNCHRONOUS)
                    .by(CONTROL)
                    .takes(minutes(5, 15))
                    .loses(underWay())
                    .onLoss("The secondary is promoted by a call and the name follows; messages that had not "
                            + "been copied are lost.")
                    .onCut("The primary acknowledges until the lag reaches the configured maximum, and is "
                            + "throttled then.")
                    .read("Microsoft Learn, Reliability in Azure Service Bus, Geo-Replication (preview, "
                            + "Premium): a promotion takes about 5 to 10 min, then DNS; 15 min to plan with is "
                            + "Meridian's; the loss is the lag"),
            row("service-bus-geo-disaster-recovery", "Azure Service Bus geo-disaster recovery, metadata only")
                    .kinds(QUEUE)
                    .words(SERVICE_BUS_METADATA)
                    .onlyNamed()
                    .region(ASYNCHRONOUS)
                    .by(CONTROL)
                    .takes(unpublished())
                    .loses(Span.NEVER)
                    .onLoss("The alias moves to the secondary namespace by a call; no message is copied, so "
                            + "those in the lost region wait there.")
                    .onCut("Each namespace acknowledges its own producers.")
                    .read("Microsoft Learn, Reliability in Azure Service Bus, Metadata Geo-Disaster "
                            + "Recovery: configuration is replicated, message data is not; no time is published"));

    static List<Mechanism> rows() {
        return ROWS;
    }
}
