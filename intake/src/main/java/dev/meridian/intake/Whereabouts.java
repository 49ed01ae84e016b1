package dev.meridian.intake;

import dev.meridian.topology.Scalars;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// In which region each resource is.
///
/// What the resource says of itself comes first: its `region` (which providers from version 6 on have
/// everywhere), its ARN, its zone. Then comes the configuration of its provider; and where that does not say,
/// as in a state, the region of most resources that have the same one. A provider that takes its region from
/// the environment of whoever runs Terraform leaves no trace in a plan: its resources are in a region called
/// `unknown`.
final class Whereabouts {
    /// What stands for a region that the input does not name.
    static final String UNKNOWN = "unknown";

    private static final Pattern REGION = Pattern.compile("[a-z]{2,4}(-[a-z]+)+-\\d+");
    private static final Pattern IN_ARN = Pattern.compile("arn:[^:]*:[^:]*:([^:]*):([^:]*):.*", Pattern.DOTALL);
    private static final Pattern ZONE = Pattern.compile("([a-z]{2,4}(?:-[a-z]+)+-\\d+)(?:[a-z]|-.*)?");

    private final SequencedMap<String, String> ofProviders;

    Whereabouts(Inventory inventory) {
        this.ofProviders = new LinkedHashMap<>();
        SequencedMap<String, SequencedMap<String, Integer>> seen = new LinkedHashMap<>();
        for (Resource resource : inventory.managed()) {
            own(resource)
                    .ifPresent(region -> seen.computeIfAbsent(resource.provider(), _ -> new LinkedHashMap<>())
                            .merge(region, 1, Integer::sum));
        }
        seen.forEach((provider, regions) -> {
            if (!provider.isEmpty()) {
                ofProviders.put(provider, most(regions));
            }
        });
        inventory.configuration().regions().forEach((provider, region) -> {
            if (Scalars.isName(region)) {
                ofProviders.put(provider, region);
            }
        });
    }

    private static String most(SequencedMap<String, Integer> counts) {
        return counts.entrySet().stream()
                .reduce((a, b) -> b.getValue() > a.getValue() ? b : a)
                .map(Map.Entry::getKey)
                .orElse(UNKNOWN);
    }

    /// The region of a resource; [#UNKNOWN], with the alias of its provider, where nothing says it.
    String of(Resource resource) {
        return own(resource)
                .or(() -> Optional.ofNullable(ofProviders.get(resource.provider())))
                .orElseGet(() -> unknown(resource.provider()));
    }

    private static String unknown(String provider) {
        int dot = provider.lastIndexOf('.');
        String alias = dot < 0 || provider.endsWith("]") ? "" : Naming.plain(provider.substring(dot + 1));
        return alias.isEmpty() ? UNKNOWN : Naming.joined(UNKNOWN, alias);
    }

    /// Whether a name stands for a region that the input does not name.
    static boolean isUnknown(String region) {
        return region.equals(UNKNOWN) || region.startsWith(UNKNOWN + "-");
    }

    private static Optional<String> own(Resource resource) {
        Attributes values = resource.values();
        return values.text("region")
                .filter(text -> REGION.matcher(text).matches())
                .or(() -> values.text("arn").flatMap(Whereabouts::ofArn))
                .or(() -> values.text("id").flatMap(Whereabouts::ofArn))
                .or(() -> zones(resource).stream().findFirst().flatMap(Whereabouts::ofZone));
    }

    /// The zones that a resource names.
    static List<String> zones(Resource resource) {
        List<String> zones = new ArrayList<>(resource.values().texts("availability_zone"));
        zones.addAll(resource.values().texts("availability_zones"));
        return zones;
    }

    /// `us-east-1` of `us-east-1a`.
    static Optional<String> ofZone(String zone) {
        Matcher matcher = ZONE.matcher(zone);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /// The region in an ARN; empty for what is global.
    static Optional<String> ofArn(String text) {
        return part(text, 1).filter(Scalars::isName);
    }

    /// The account in an ARN.
    static Optional<String> accountOfArn(String text) {
        return part(text, 2).filter(account -> account.matches("\\d{12}"));
    }

    private static Optional<String> part(String arn, int group) {
        Matcher matcher = IN_ARN.matcher(arn);
        return matcher.matches() ? Optional.of(matcher.group(group)).filter(part -> !part.isEmpty()) : Optional.empty();
    }
}
