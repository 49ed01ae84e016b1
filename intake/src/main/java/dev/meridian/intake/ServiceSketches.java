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
    private final SequencedMap<Program, String> names = new LinkedHashMap<>();

    /// By region, then by service, how many there are where that differs from the primary region.
    private final SequencedMap<String, SequencedMap<String, Said>> differs = new LinkedHashMap<>();

    ServiceSketches(Roles roles, Naming.Space space, StoreSketches stores) {
        this.roles = roles;
        this.space = space;
        this.stores = stores;
    }

    List<Sketch.Service> of(List<Program> programs) {
        return alike(programs).stream().map(this::service).toList();
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

    private Sketch.Service service(List<Program> programs) {
        Program first = programs.getFirst();
        String name = space.unique(first.name(), "service");
        programs.forEach(program -> names.put(program, name));
        Optional<Said> replicas = said(programs, Program::replicas);
        for (Program program : programs) {
            Optional<Said> own = Said.by(program.resource(), program.replicas());
            if (own.isPresent() && !own.map(Said::value).equals(replicas.map(Said::value))) {
                differs.computeIfAbsent(program.region(), _ -> new LinkedHashMap<>())
                        .put(name, own.get());
            }
        }
        return new Sketch.Service(
                name,
                String.join(
                        ", ",
                        programs.stream()
                                .map(program -> program.resource().address())
                                .toList()),
                said(programs, Program::image),
                said(programs, Program::port),
                said(programs, Program::health),
                replicas,
                needs(programs),
                doubts(programs));
    }

    private static Optional<Said> said(List<Program> programs, Function<Program, Optional<String>> what) {
        return programs.stream()
                .flatMap(program -> what.apply(program).map(value -> Said.by("", value)).stream())
                .findFirst();
    }

    private SequencedMap<String, Said> needs(List<Program> programs) {
        SequencedMap<String, Said> needs = new LinkedHashMap<>();
        for (Program program : programs) {
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
