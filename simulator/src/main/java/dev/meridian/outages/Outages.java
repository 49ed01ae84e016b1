package dev.meridian.outages;

import dev.meridian.units.Durations;
import java.util.List;
import java.util.Optional;

/// Which public outages there are.
public final class Outages {
    /// In the order of the page that tells them; each is the text `ID.yaml` beside this class.
    private static final List<String> IDS = List.of(
            "github-2018",
            "cnpg-11280",
            "cnpg-11518",
            "cnpg-10287",
            "cnpg-5788",
            "documentdb-375",
            "kubedb-1847",
            "patroni-3550",
            "patroni-3548",
            "vitess-20078",
            "vitess-20199",
            "vitess-19340",
            "vitess-19918",
            "karmada-5150",
            "ocm-770",
            "k8gb",
            "ramen-2811",
            "aws-2025-10",
            "aws-2025-10-launches",
            "datadog-gameday",
            "litmus-4991");

    private Outages() {}

    /// All of them.
    public static List<Outage> all() {
        return IDS.stream().map(Outages::read).toList();
    }

    /// Their names.
    public static List<String> ids() {
        return IDS;
    }

    /// The one of this name.
    public static Optional<Outage> named(String id) {
        return IDS.contains(id) ? Optional.of(read(id)) : Optional.empty();
    }

    private static Outage read(String id) {
        Outage outage = OutageText.read(id, Resources.text(id + ".yaml"));
        if (!outage.id().equals(id)) {
            throw new AssertionError("the text of " + id + " calls itself " + outage.id());
        }
        return outage;
    }

    /// What of the settings is given, in words; empty if nothing is.
    public static List<String> words(Outage.Given given) {
        return java.util.stream.Stream.of(
                        given.isSynchronous().map(is -> is ? "replication: sync" : "replication: async"),
                        given.maxLoss().map(most -> "failover.maxLoss: " + Durations.text(most)))
                .flatMap(Optional::stream)
                .toList();
    }
}
