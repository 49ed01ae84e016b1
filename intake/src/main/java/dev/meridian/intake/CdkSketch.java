package dev.meridian.intake;

import dev.meridian.topology.Scalars;
import dev.meridian.units.Cidr;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.function.Predicate;

/// A context of the CDK as a sketch. Stores and services are in the program that the context belongs to, so
/// there are none of them here; regions, promises, sizes and environments are.
final class CdkSketch {
    /// `production-dr` is `production` in the region that takes over.
    private static final String RECOVERY = "-dr";

    private final CdkContext context;
    private final Attributes together;
    private final Attributes environments;

    /// The regions of the application, the primary first, with what each does.
    private final SequencedMap<String, Said> roles = new LinkedHashMap<>();

    CdkSketch(CdkContext context) {
        this.context = context;
        this.together = context.own("multi-region").value();
        this.environments = context.own("environments").value();
        roles();
    }

    List<String> regions() {
        return List.copyOf(roles.keySet());
    }

    private void roles() {
        SequencedMap<String, Said> primary = named(CdkContext.PRIMARY, "primary");
        SequencedMap<String, Said> second = named(CdkContext.SECOND, "standby");
        if (primary.isEmpty()) {
            guess(second);
            return;
        }
        roles.put(primary.firstEntry().getKey(), primary.firstEntry().getValue());
        boolean isOff = together.flag("enable-dr").equals(Optional.of(false));
        second.forEach((region, role) -> {
            if (isOff) {
                context.notes()
                        .notRead(new Draft.NotRead(
                                role.comment(), "regions", "`enable-dr` is false: " + region + " is not in use"));
            } else {
                roles.putIfAbsent(region, role);
            }
        });
        context.regions().stream()
                .filter(region -> !roles.containsKey(region) && !second.containsKey(region))
                .forEach(region -> context.notes()
                        .notRead(new Draft.NotRead(region, "region", "it is named, and no key says what it does")));
    }

    /// Regions that stand under one of these keys, with where they stand.
    private SequencedMap<String, Said> named(List<String> keys, String role) {
        SequencedMap<String, Said> named = new LinkedHashMap<>();
        for (String block : List.of("regions", "multi-region")) {
            CdkContext.Own said = context.own(block);
            for (String key : keys) {
                said.value().texts(key).stream()
                        .filter(Scalars::isName)
                        .forEach(region -> named.putIfAbsent(region, Said.by(said.origin(key), role)));
            }
        }
        return named;
    }

    /// Nobody says which region is the primary: the first one that is not said to be another one's standby.
    private void guess(SequencedMap<String, Said> second) {
        context.regions().forEach(region -> roles.put(region, Said.assumed("standby", "what it does")));
        String first = roles.keySet().stream()
                .filter(region -> !second.containsKey(region))
                .findFirst()
                .orElse(Whereabouts.UNKNOWN);
        roles.putAll(second);
        boolean isOnly = roles.size() == 1 && roles.containsKey(first);
        String what = roles.containsKey(first) ? "which region is the primary" : "any region";
        roles.putFirst(first, isOnly ? Said.by("the only region", "primary") : Said.assumed("primary", what));
    }

    Sketch draw(String source, Predicate<String> isKnown, Answers answers) {
        answers.primary().ifPresent(this::choose);
        List<Sketch.Region> regions = new ArrayList<>();
        SequencedMap<String, Said> blocks = blocks();
        roles.forEach((region, role) -> regions.add(region(region, role, isKnown.test(region), blocks)));
        CdkContext.Own promises = context.own("multi-region");
        return new Sketch(
                Form.CDK_CONTEXT,
                source,
                application(answers),
                new Sketch.Objectives(
                        promise(answers.rto(), promises, "failover-rto-minutes"),
                        promise(answers.rpo(), promises, "failover-rpo-minutes")),
                regions,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                compute(),
                new Sketch.Network(Optional.empty(), links(), new LinkedHashMap<>()),
                Sketch.Traffic.NONE,
                new Sketch.Control(Optional.empty(), List.of(), rhythm()),
                environments());
    }

    private void choose(String primary) {
        roles.replaceAll(
                (region, role) -> region.equals(primary) || !role.value().equals("primary")
                        ? role
                        : Said.assumed("standby", "what it does when it is not the primary"));
        roles.putFirst(primary, Said.by("as you say", "primary"));
    }

    private Said application(Answers answers) {
        return answers.application()
                .map(name -> Said.by("as you say", name))
                .or(() -> context.application()
                        .filter(name -> Scalars.isName(Naming.plain(name)))
                        .map(name -> Said.by("its keys begin with it", Naming.plain(name))))
                .orElseGet(() -> Said.assumed("application", "what it is called"));
    }

    private Optional<Said> promise(Optional<String> answer, CdkContext.Own promises, String key) {
        return answer.map(time -> Said.by("as you say", time))
                .or(() -> Times.minutes(together.whole(key)).map(time -> Said.by(promises.origin(key), time)));
    }

    /// Those of regions that have no address in common.
    private SequencedMap<String, Said> blocks() {
        SequencedMap<String, Said> blocks = new LinkedHashMap<>();
        SequencedMap<String, Cidr> taken = new LinkedHashMap<>();
        for (String region : regions()) {
            Optional<Said> said = block(region);
            Optional<Cidr> block = said.map(Said::value).flatMap(Scalars::block);
            boolean isApart = block.isPresent() && taken.values().stream().noneMatch(block.get()::overlaps);
            if (isApart) {
                taken.put(region, block.get());
                blocks.put(region, said.orElseThrow());
            }
        }
        return blocks;
    }

    private Sketch.Region region(String name, Said role, boolean isKnown, SequencedMap<String, Said> blocks) {
        boolean isSecond = regions().size() == 2 && !name.equals(regions().getFirst());
        List<String> recovering = recovering();
        List<String> all = plain();
        boolean isOnlyInSome = isSecond && !recovering.isEmpty() && recovering.size() < all.size();
        return new Sketch.Region(
                name,
                role,
                isKnown,
                Optional.ofNullable(blocks.get(name)),
                Optional.ofNullable(context.accounts().get(name)),
                isSecond && recovering.size() == 1 ? capacity(recovering.getFirst()) : Optional.empty(),
                isOnlyInSome
                        ? Optional.of(
                                Said.by("the others have no `" + RECOVERY + "` beside them", Page.list(recovering)))
                        : Optional.empty(),
                new LinkedHashMap<>());
    }

    /// The environments that are one, without those of a second region.
    private List<String> plain() {
        List<String> all = environments.names();
        return all.stream()
                .filter(name -> !(name.endsWith(RECOVERY) && all.contains(name.substring(0, name.length() - 3))))
                .filter(Scalars::isName)
                .toList();
    }

    private List<String> recovering() {
        return plain().stream()
                .filter(name -> environments.block(name + RECOVERY).isPresent())
                .toList();
    }

    /// The machines of the second region as a share of those of the first.
    private Optional<Sketch.Capacity> capacity(String environment) {
        Attributes first = environments.block(environment).orElse(Attributes.NONE);
        Attributes second = environments.block(environment + RECOVERY).orElse(Attributes.NONE);
        Optional<Said> min = share(second, first, "eks-min-nodes");
        Optional<Said> max = share(second, first, "eks-max-nodes");
        return min.isPresent() && max.isPresent() && percent(min.get()).compareTo(percent(max.get())) <= 0
                ? Optional.of(new Sketch.Capacity(min.get(), max.get()))
                : Optional.empty();
    }

    private static BigDecimal percent(Said share) {
        return new BigDecimal(share.value().replace("%", ""));
    }

    private static Optional<Said> share(Attributes part, Attributes of, String key) {
        OptionalInt some = part.whole(key);
        OptionalInt all = of.whole(key);
        if (some.isEmpty()
                || all.isEmpty()
                || some.getAsInt() < 0
                || some.getAsInt() > all.getAsInt()
                || all.getAsInt() < 1) {
            return Optional.empty();
        }
        BigDecimal share = new BigDecimal(some.getAsInt())
                .multiply(BigDecimal.valueOf(100))
                .divide(new BigDecimal(all.getAsInt()), 1, RoundingMode.HALF_UP)
                .stripTrailingZeros();
        return Optional.of(
                Said.by(key + ", " + some.getAsInt() + " of " + all.getAsInt(), share.toPlainString() + "%"));
    }

    private List<Sketch.Link> links() {
        String key = "enable-cross-region-peering";
        return together.is(key) && regions().size() == 2
                ? List.of(new Sketch.Link(
                        "across",
                        context.own("multi-region").origin(key),
                        regions().getFirst(),
                        regions().getLast()))
                : List.of();
    }

    /// The environment whose figures stand at the root: one with a second region, else the production, else the
    /// first.
    private Optional<String> usual() {
        List<String> all = plain();
        return recovering().stream()
                .findFirst()
                .or(() -> all.stream().filter(name -> name.startsWith("prod")).findFirst())
                .or(() -> all.stream().findFirst());
    }

    private Optional<Said> machines(String environment) {
        Attributes value = environments.block(environment).orElse(Attributes.NONE);
        return Programs.range(value.whole("eks-min-nodes"), value.whole("eks-max-nodes"))
                .map(count -> Said.by(context.own("environments").origin(environment), count));
    }

    private Sketch.Compute compute() {
        Optional<Said> count = usual().flatMap(this::machines);
        return count.map(said -> new Sketch.Compute(
                        Optional.of(Said.by("eks-min-nodes", "kubernetes")),
                        Optional.empty(),
                        List.of(new Clusters.Machines(
                                said.comment(),
                                regions().getFirst(),
                                "main",
                                List.of(),
                                Optional.of(said.value()),
                                false))))
                .orElse(Sketch.Compute.NONE);
    }

    /// How often something is asked and what counts, without what is asked: not enough for a probe.
    private List<String> rhythm() {
        Optional<String> every = Times.seconds(together.whole("health-check-interval"));
        OptionalInt failures = together.whole("health-check-failure-threshold");
        if (every.isEmpty() || failures.isEmpty()) {
            return List.of();
        }
        return List.of(
                "A probe's rhythm is in the context, and what it asks is not. Say the path and take the marks away:",
                "failover:",
                "  probes:",
                "    site: {kind: https, path: /health, every: " + every.get() + ", failures: " + failures.getAsInt()
                        + ", window: " + failures.getAsInt() + "}");
    }

    private List<Sketch.Environment> environments() {
        List<Sketch.Environment> all = new ArrayList<>();
        Optional<String> usual = usual();
        for (String name : plain()) {
            SequencedMap<String, Said> differs = new LinkedHashMap<>();
            if (!usual.equals(Optional.of(name))) {
                cidr(name).ifPresent(cidr -> differs.put("regions." + regions().getFirst() + ".cidr", cidr));
                boolean hasNodes = usual.flatMap(this::machines).isPresent();
                machines(name).filter(_ -> hasNodes).ifPresent(count -> differs.put("compute.nodes.main.count", count));
            }
            all.add(new Sketch.Environment(name, context.own("environments").origin(name), differs));
        }
        return all;
    }

    /// The addresses of a region: what the usual environment has, else what was looked up.
    private Optional<Said> block(String region) {
        boolean isFirst = region.equals(regions().getFirst());
        boolean isSecond = regions().size() == 2 && !isFirst;
        Optional<Said> own =
                usual().flatMap(name -> isFirst ? cidr(name) : isSecond ? cidr(name + RECOVERY) : Optional.empty());
        boolean isSaid =
                environments.names().stream().anyMatch(name -> cidr(name).isPresent());
        return isSaid
                ? own
                : Optional.ofNullable(context.networks().get(region)).filter(CdkSketch::isBlock);
    }

    private Optional<Said> cidr(String environment) {
        return environments
                .block(environment)
                .flatMap(block -> block.text("vpc-cidr"))
                .map(cidr -> Said.by(context.own("environments").origin(environment), cidr))
                .filter(CdkSketch::isBlock);
    }

    private static boolean isBlock(Said said) {
        return Scalars.block(said.value()).filter(block -> block.prefix() >= 16).isPresent();
    }
}
