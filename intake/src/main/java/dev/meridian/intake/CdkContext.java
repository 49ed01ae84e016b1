package dev.meridian.intake;

import dev.meridian.intake.Draft.NotRead;
import dev.meridian.topology.Scalars;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// What the CDK remembers of its lookups, and what people keep beside it.
///
/// A lookup names an account and a region: `availability-zones:account=…:region=…`. What an application is told
/// about its regions stands under keys of its own, such as `shop:regions`, `shop:multi-region` and
/// `shop:environments`.
final class CdkContext {
    private static final Pattern LOOKUP = Pattern.compile("([a-z-]+):account=.*");
    private static final Pattern ACCOUNT = Pattern.compile(":account=(\\d{12})(?::|$)");
    private static final Pattern REGION = Pattern.compile(":region=([a-z0-9-]+)(?::|$)");
    private static final Pattern OWN = Pattern.compile("(?:(.*)[:/.])?(regions|multi-region|environments)");

    /// Names that people give to the region that serves, and to those that take over.
    static final List<String> PRIMARY = List.of("primary", "primary-region", "primaryRegion");

    static final List<String> SECOND = List.of(
            "secondary", "secondaries", "secondary-region", "secondaryRegion", "secondary-regions", "secondaryRegions");

    private static final List<String> TOGETHER = List.of(
            "enable-dr",
            "enable-cross-region-peering",
            "failover-rto-minutes",
            "failover-rpo-minutes",
            "health-check-interval",
            "health-check-failure-threshold");

    private static final List<String> OF_AN_ENVIRONMENT = List.of("vpc-cidr", "eks-min-nodes", "eks-max-nodes");

    private final Attributes root;
    private final Notes notes = new Notes();
    private final SequencedSet<String> regions = new LinkedHashSet<>();
    private final SequencedSet<String> listed = new LinkedHashSet<>();
    private final SequencedMap<String, Said> networks = new LinkedHashMap<>();
    private final SequencedMap<String, String> accounts = new LinkedHashMap<>();
    private final SequencedMap<String, Own> own = new LinkedHashMap<>();

    /// What stands under a key of the application's own.
    ///
    /// @param key as it is written; empty if there is none
    /// @param application what stands before its last part
    record Own(String key, String application, Attributes value) {
        private static final Own NONE = new Own("", "", Attributes.NONE);

        /// How a value of it is named in a comment.
        String origin(String name) {
            return key + "." + name;
        }
    }

    private CdkContext(JsonNode root) {
        this.root = new Attributes(root);
        this.root.names().forEach(this::key);
    }

    /// Whether an object looks like one.
    static boolean is(JsonNode root) {
        return new Attributes(root)
                .names().stream()
                        .anyMatch(key -> LOOKUP.matcher(key).matches()
                                || key.startsWith("@aws-cdk/")
                                || (OWN.matcher(key).matches() && isOwn(root.path(key))));
    }

    private static boolean isOwn(JsonNode value) {
        return value.isObject()
                || (value.isArray() && !value.isEmpty() && value.path(0).isString());
    }

    static CdkContext of(JsonNode root) {
        return new CdkContext(root);
    }

    Notes notes() {
        return notes;
    }

    /// The regions of a list that says no more of them, then those of all lookups, in the order of the input.
    SequencedSet<String> regions() {
        SequencedSet<String> all = new LinkedHashSet<>(listed);
        all.addAll(regions);
        return all;
    }

    /// The networks that were looked up, by region.
    SequencedMap<String, Said> networks() {
        return networks;
    }

    /// The account of each region.
    SequencedMap<String, String> accounts() {
        return accounts;
    }

    /// `regions`, `multi-region` or `environments`.
    Own own(String name) {
        return own.getOrDefault(name, Own.NONE);
    }

    /// The application whose keys these are; empty if none has a name in front.
    Optional<String> application() {
        return own.values().stream()
                .map(Own::application)
                .filter(name -> !Naming.plain(name).isEmpty())
                .findFirst();
    }

    private void key(String key) {
        Matcher lookup = LOOKUP.matcher(key);
        Matcher named = OWN.matcher(key);
        if (lookup.matches()) {
            lookup(key, lookup.group(1));
        } else if (key.startsWith("@aws-cdk/")) {
            notes.notRead(new NotRead(key, "@aws-cdk", "a switch of the CDK itself"));
        } else if (named.matches() && root.block(key).isPresent() && !own.containsKey(named.group(2))) {
            own(key, Optional.ofNullable(named.group(1)).orElse(""), named.group(2));
        } else if (named.matches()
                && named.group(2).equals("regions")
                && !names(key).isEmpty()
                && listed.isEmpty()) {
            listed.addAll(names(key));
            read(key, "regions");
        } else {
            notes.notRead(new NotRead(
                    key,
                    "context",
                    "of an application's own keys the first `regions`, `multi-region` and `environments` are read"));
        }
    }

    private List<String> names(String key) {
        return root.texts(key).stream().filter(Scalars::isName).toList();
    }

    private void own(String key, String application, String kind) {
        Attributes value = root.block(key).orElseThrow();
        own.put(kind, new Own(key, application, value));
        boolean some = false;
        for (String name : value.names()) {
            some |= kind.equals("environments") ? environment(key, name, value) : isRead(kind, name);
            if (!kind.equals("environments") && !isRead(kind, name)) {
                unread(key + "." + name);
            }
        }
        if (some) {
            read(key, kind);
        }
    }

    private static boolean isRead(String kind, String name) {
        return PRIMARY.contains(name)
                || SECOND.contains(name)
                || (kind.equals("multi-region") && TOGETHER.contains(name));
    }

    private boolean environment(String key, String name, Attributes all) {
        Optional<Attributes> environment = all.block(name);
        if (environment.isEmpty()) {
            unread(key + "." + name);
            return false;
        }
        environment.get().names().stream()
                .filter(one -> !OF_AN_ENVIRONMENT.contains(one))
                .forEach(one -> unread(key + "." + name + "." + one));
        return true;
    }

    private void unread(String key) {
        notes.notRead(new NotRead(key, "context", "no value of a topology is taken from it"));
    }

    private void read(String key, String type) {
        notes.read(new Resource(key, "", type, "", Optional.empty(), "", Attributes.NONE));
    }

    private void lookup(String key, String provider) {
        Matcher found = REGION.matcher(key);
        Optional<String> region =
                found.find() && Scalars.isName(found.group(1)) ? Optional.of(found.group(1)) : Optional.empty();
        Matcher account = ACCOUNT.matcher(key);
        region.ifPresent(regions::add);
        if (region.isPresent() && account.find()) {
            accounts.putIfAbsent(region.get(), account.group(1));
        }
        switch (provider) {
            case "availability-zones" -> read(key, provider);
            case "vpc-provider" -> {
                read(key, provider);
                Optional<String> block = root.block(key).flatMap(network -> network.text("vpcCidrBlock"));
                if (region.isPresent() && block.isPresent()) {
                    networks.putIfAbsent(region.get(), Said.by("a network that was looked up", block.get()));
                }
            }
            case "hosted-zone" ->
                notes.notRead(new NotRead(key, provider, "which names of the zone users open is not in the context"));
            default ->
                notes.notRead(new NotRead(
                        key, provider, "its account and region are read; the rest is no part of a topology"));
        }
    }
}
