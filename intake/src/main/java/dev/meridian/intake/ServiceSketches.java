package dev.meridian.intake;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.function.Function;

/// Programs as services of the format: the same one in several regions is one service.
final class ServiceSketches {
    private final Roles roles;
    private final Naming.Space space;
    private final StoreSketches stores;
    private final Secrets secrets;
    private final Programs programs;
    private final SequencedMap<Program, String> names = new LinkedHashMap<>();

    /// By region, then by path, what differs from the primary region.
    private final SequencedMap<String, SequencedMap<String, Said>> differs = new LinkedHashMap<>();

    ServiceSketches(Programs programs, Roles roles, Naming.Space space, StoreSketches stores, Secrets secrets) {
        this.programs = programs;
        this.secrets = secrets;
        this.roles = roles;
        this.space = space;
        this.stores = stores;
    }

    List<Sketch.Service> all() {
        return alike(programs.programs()).stream().map(this::service).toList();
    }

    /// The service that a program is a part of.
    String name(Program program) {
        return names.getOrDefault(program, program.name());
    }

    SequencedMap<String, Said> differs(String region) {
        return differs.getOrDefault(region, new LinkedHashMap<>());
    }

    /// @param turn which one of its region with this name it is
    private record Likeness(String name, int turn) {}

    private record Spot(String name, String region) {}

    /// Programs of one name in different regions, that of the primary region first.
    private List<List<Program>> alike(List<Program> programs) {
        SequencedMap<Likeness, List<Program>> all = new LinkedHashMap<>();
        SequencedMap<Spot, Integer> turns = new LinkedHashMap<>();
        for (Program program : programs) {
            int turn = turns.merge(new Spot(program.name(), program.region()), 1, Integer::sum);
            List<Program> same = all.computeIfAbsent(new Likeness(program.name(), turn), _ -> new ArrayList<>());
            if (program.region().equals(roles.primary())) {
                same.addFirst(program);
            } else {
                same.add(program);
            }
        }
        return List.copyOf(all.values());
    }

    private Sketch.Service service(List<Program> same) {
        Program first = same.getFirst();
        String name = space.unique(first.name(), "service");
        same.forEach(program -> names.put(program, name));
        Program.Facts facts = facts(same);
        for (Program program : same) {
            Optional<String> own = program.facts().replicas();
            if (own.isPresent() && !own.equals(facts.replicas())) {
                differs.computeIfAbsent(program.region(), _ -> new LinkedHashMap<>())
                        .put("services." + name + ".replicas", Said.by(program.resource(), own.get()));
            }
        }
        return new Sketch.Service(
                name,
                String.join(
                        ", ",
                        same.stream()
                                .map(program -> program.resource().address())
                                .toList()),
                doubts(same),
                facts,
                same.stream()
                        .flatMap(program -> programs.balancer(program).stream())
                        .findFirst(),
                secretsOf(same),
                needs(same));
    }

    /// What the first one says that says anything.
    private static Program.Facts facts(List<Program> same) {
        return new Program.Facts(
                first(same, Program.Facts::image),
                first(same, Program.Facts::port),
                first(same, Program.Facts::health),
                first(same, Program.Facts::replicas),
                first(same, Program.Facts::cpu),
                first(same, Program.Facts::memory),
                first(same, Program.Facts::platform));
    }

    private static Optional<String> first(List<Program> same, Function<Program.Facts, Optional<String>> what) {
        return same.stream()
                .flatMap(program -> what.apply(program.facts()).stream())
                .findFirst();
    }

    private Optional<String> secretsOf(List<Program> same) {
        List<String> found = same.stream()
                .flatMap(program -> program.needs().stream())
                .flatMap(need -> secrets.name(need).stream())
                .distinct()
                .toList();
        return found.isEmpty() ? Optional.empty() : Optional.of(Page.list(found));
    }

    private SequencedMap<String, Said> needs(List<Program> same) {
        SequencedMap<String, Said> needs = new LinkedHashMap<>();
        for (Program program : same) {
            for (Resource store : program.needs()) {
                stores.name(store)
                        .ifPresent(name -> needs.putIfAbsent(
                                name, Said.assumed("hard", "how much it is needed; its settings name it")));
            }
        }
        return needs;
    }

    private List<String> doubts(List<Program> programs) {
        List<String> doubts = new ArrayList<>();
        if (List.of(Programs.LOAD_BALANCERS)
                .contains(programs.getFirst().resource().type())) {
            doubts.add("what runs behind the load balancer");
        }
        SequencedSet<String> without = new LinkedHashSet<>(roles.all().keySet());
        programs.forEach(program -> without.remove(program.region()));
        if (!without.isEmpty()) {
            doubts.add("that it runs in " + String.join(", ", without) + " too, as every service of the format does");
        }
        return doubts;
    }
}
