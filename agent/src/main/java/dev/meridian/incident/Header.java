package dev.meridian.incident;

import dev.meridian.blueprint.Blueprint;
import dev.meridian.blueprint.FastForward;
import dev.meridian.blueprint.Store;
import dev.meridian.engine.Policy;
import dev.meridian.evidence.LogEntry;
import dev.meridian.evidence.Stamp;
import dev.meridian.topology.Assignment;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;

/// The first line of an incident's log, entry 0 of its chain: all that has to be known to read the others by
/// themselves (`docs/adr/0004-evidence.md`).
///
/// @param meridian     the version that decided
/// @param world        where: `twin`, `simulator` or `cloud`
/// @param faults       what was done, as `--fault` names it; empty where chance did it
/// @param seed         of all randomness, if there was any
/// @param written      the topology
/// @param topologyHash of the blueprint that it resolved to
/// @param store        whose role the log is about
/// @param fastForward  what declared waits were divided by; 1 for none
/// @param policy       what the engine was allowed, every component of it
/// @param entries      how many follow: a chain does not show a log that was cut at a line's end
public record Header(
        String meridian,
        String world,
        List<String> faults,
        OptionalLong seed,
        Written written,
        String topologyHash,
        String store,
        int fastForward,
        Policy policy,
        long entries) {
    /// The version of this form. Version 1 had no header, and before 4 heartbeats
    /// did not say whose clock they were dated with.
    public static final long FORMAT = 4;

    static final String KIND = "Header";
    private static final String BY = "meridian";
    private static final String RENEW_EVERY = "renewEvery";
    private static final String SILENT_AFTER = "silentAfter";

    public Header {
        faults = List.copyOf(faults);
    }

    /// The policy that a file resolves to for this log's store.
    ///
    /// @return empty if the file has no such store
    Optional<Policy> policyOf(Blueprint declared) {
        Blueprint blueprint = fastForward == 1 ? declared : FastForward.by(fastForward, declared);
        Store found = blueprint.stores().get(store);
        return Optional.ofNullable(found).map(it -> Policy.of(blueprint, it));
    }

    /// The same, of a log of so many entries.
    public Header of(long count) {
        return new Header(meridian, world, faults, seed, written, topologyHash, store, fastForward, policy, count);
    }

    /// The line.
    public LogEntry entry() {
        SequencedMap<String, Object> body = new LinkedHashMap<>();
        body.put("format", FORMAT);
        body.put("meridian", meridian);
        body.put("world", world);
        body.put("faults", faults);
        seed.ifPresent(value -> body.put("seed", value));
        body.put("topology", file(written.first()));
        List<Object> named = new ArrayList<>();
        written.named()
                .forEach((pattern, files) -> named.add(map(
                        "pattern",
                        pattern,
                        "files",
                        files.stream().map(Header::file).toList())));
        body.put("named", named);
        written.environment().ifPresent(name -> body.put("environment", name));
        body.put(
                "assignments",
                written.assignments().stream().map(Header::assignment).toList());
        body.put("topologyHash", topologyHash);
        body.put("store", store);
        body.put("fastForward", (long) fastForward);
        body.put("policy", written(policy));
        body.put("entries", entries);
        return new LogEntry(0, 0, KIND, BY, body, List.of(), List.of());
    }

    private static Map<String, Object> file(Written.File file) {
        return map("name", file.name(), "text", file.text());
    }

    private static Map<String, Object> assignment(Assignment assignment) {
        return switch (assignment) {
            case Assignment.Set set -> map("set", set.text());
            case Assignment.Variable variable -> map("variable", variable.name(), "value", variable.value());
        };
    }

    private static SequencedMap<String, Object> map(Object... pairs) {
        SequencedMap<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put((String) pairs[i], pairs[i + 1]);
        }
        return map;
    }

    /// Reads the line of this version of the form.
    ///
    /// @throws IllegalArgumentException if it is none, in one sentence
    static Header of(LogEntry line) {
        try {
            Header header = new Header(new Fields(line.body()));
            if (header.entry().json().equals(line.json())) {
                return header;
            }
        } catch (JacksonException | ClassCastException | ArithmeticException | DateTimeParseException e) {
            throw new IllegalArgumentException("the header is not one", e);
        }
        throw new IllegalArgumentException("the header says something that a header of this version does not have");
    }

    /// Every component of a policy; that a holder counts as silent after two renewals, as it did before files
    /// could say otherwise, is left out, so that logs from then read as they were written.
    private static SequencedMap<String, Object> written(Policy policy) {
        SequencedMap<String, Object> fields = Wire.fields(policy);
        if (policy.silentAfter().equals(policy.renewEvery().multipliedBy(2))) {
            fields.remove(SILENT_AFTER);
        }
        return fields;
    }

    private static Policy read(SequencedMap<String, Object> fields) {
        SequencedMap<String, Object> whole = new LinkedHashMap<>(fields);
        if (fields.get(RENEW_EVERY) instanceof String renewEvery) {
            whole.putIfAbsent(
                    SILENT_AFTER, Duration.parse(renewEvery).multipliedBy(2).toString());
        }
        return Wire.strictly(whole, Policy.class);
    }

    private Header(Fields fields) {
        this(
                fields.text("meridian"),
                fields.text("world"),
                fields.texts("faults"),
                fields.has("seed") ? OptionalLong.of(fields.number("seed")) : OptionalLong.empty(),
                fields.written(),
                fields.text("topologyHash"),
                fields.text("store"),
                Math.toIntExact(fields.number("fastForward")),
                read(fields.block("policy").values),
                fields.number("entries"));
        if (Stamp.World.of(world).isEmpty()) {
            throw new IllegalArgumentException("the header says that it was recorded in the `" + world
                    + "`, and worlds are "
                    + Stream.of(Stamp.World.values())
                            .map(known -> "`" + known.text() + "`")
                            .collect(Collectors.joining(", ")));
        }
        if (fastForward < 1 || entries < 0) {
            throw new IllegalArgumentException("the header counts with numbers that nobody counts with");
        }
    }

    /// Values by name; asking for what is not there, or for another kind of value, is the end.
    private record Fields(SequencedMap<String, Object> values) {
        boolean has(String name) {
            return values.containsKey(name);
        }

        private Object value(String name) {
            Object value = values.get(name);
            if (value == null) {
                throw new IllegalArgumentException("the header says nothing about `" + name + "`");
            }
            return value;
        }

        String text(String name) {
            return (String) value(name);
        }

        long number(String name) {
            return (Long) value(name);
        }

        List<String> texts(String name) {
            return ((List<?>) value(name)).stream().map(String.class::cast).toList();
        }

        Fields block(String name) {
            return of(value(name));
        }

        List<Fields> blocks(String name) {
            return ((List<?>) value(name)).stream().map(Fields::of).toList();
        }

        private static Fields of(Object value) {
            SequencedMap<String, Object> values = new LinkedHashMap<>();
            ((Map<?, ?>) value).forEach((key, each) -> values.put((String) key, each));
            return new Fields(values);
        }

        Written written() {
            SequencedMap<String, List<Written.File>> named = new LinkedHashMap<>();
            blocks("named")
                    .forEach(each -> named.put(
                            each.text("pattern"),
                            each.blocks("files").stream().map(Fields::file).toList()));
            List<Assignment> assignments = new ArrayList<>();
            int sets = 0;
            for (Fields each : blocks("assignments")) {
                sets += each.has("set") ? 1 : 0;
                assignments.add(
                        each.has("set")
                                ? new Assignment.Set(sets, each.text("set"))
                                : new Assignment.Variable(each.text("variable"), each.text("value")));
            }
            Optional<String> environment = has("environment") ? Optional.of(text("environment")) : Optional.empty();
            return new Written(block("topology").file(), named, environment, assignments);
        }

        private Written.File file() {
            return new Written.File(text("name"), text("text"));
        }
    }
}
