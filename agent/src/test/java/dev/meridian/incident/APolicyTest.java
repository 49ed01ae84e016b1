package dev.meridian.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meridian.blueprint.AddedStep;
import dev.meridian.blueprint.Blueprint;
import dev.meridian.blueprint.Store;
import dev.meridian.engine.Policy;
import dev.meridian.evidence.LogEntry;
import dev.meridian.topology.Assignment;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SequencedMap;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// A policy in a header: whatever a policy has, the header has, and one that lacks it is refused. A component that
/// is added to the policy is looked at without a change here.
class APolicyTest {
    @Test
    void is_written_with_every_component_and_read_back_the_same() throws Exception {
        Policy policy = Kept.incident().header().policy();
        assertThat(paths("", Policy.class, Wire.fields(policy))).hasSizeGreaterThan(15);
        assertThat(Wire.strictly(Wire.fields(policy), Policy.class)).isEqualTo(policy);
    }

    /// Steps of the file come in every shape that a file can give them.
    @Test
    void of_a_file_that_says_everything_is_read_back_the_same() throws Exception {
        Path everything = Path.of(System.getProperty("meridian.home", ".."))
                .resolve("topology/src/test/resources/everything.yaml");
        Written.File file = new Written.File("everything.yaml", Files.readString(everything));
        Blueprint blueprint = new Written(file, new LinkedHashMap<>(), Optional.empty(), List.of())
                .resolve(List.of())
                .blueprint()
                .orElseThrow();
        Set<AddedStep.OnFailure> failures = new LinkedHashSet<>();
        for (Store store : blueprint.stores().values()) {
            if (!blueprint.applications().containsKey(store.application())) {
                continue;
            }
            Policy policy = Policy.of(blueprint, store);
            policy.steps().all().forEach(step -> failures.add(step.onFailure()));
            assertThat(Wire.strictly(Wire.fields(policy), Policy.class)).isEqualTo(policy);
        }
        assertThat(failures).isNotEmpty();
    }

    @Test
    void without_any_one_of_them_is_refused() throws Exception {
        LogEntry header = Kept.incident().header().entry();
        Policy policy = Kept.incident().header().policy();
        for (String path : paths("", Policy.class, Wire.fields(policy))) {
            SequencedMap<String, Object> body = new LinkedHashMap<>(header.body());
            body.put("policy", without(path, Wire.fields(policy)));
            LogEntry lacking = new LogEntry(0, 0, header.kind(), header.by(), body, List.of(), List.of());
            if (path.equals("silentAfter")) {
                assertThat(Header.of(lacking).policy().silentAfter())
                        .as("logs from before it was a component")
                        .isEqualTo(policy.renewEvery().multipliedBy(2));
                continue;
            }
            assertThatThrownBy(() -> Header.of(lacking)).as(path).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void that_calls_its_holder_silent_sooner_or_later_says_so() throws Exception {
        Header header = Kept.incident().header();
        Blueprint later = header.written()
                .resolve(List.of(new Assignment.Set(1, "failover.lease.silentAfter=1s")))
                .blueprint()
                .orElseThrow();
        Policy policy = header.policyOf(later).orElseThrow();
        Header other = new Header(
                header.meridian(),
                header.world(),
                header.faults(),
                header.seed(),
                header.written(),
                header.topologyHash(),
                header.store(),
                header.fastForward(),
                policy,
                header.entries());
        assertThat(policy.silentAfter()).isEqualTo(Duration.ofSeconds(1));
        assertThat(other.entry().json()).contains("\"silentAfter\":\"PT1S\"");
        assertThat(Header.of(other.entry())).isEqualTo(other);
    }

    @Test
    void with_one_more_is_refused() throws Exception {
        LogEntry header = Kept.incident().header().entry();
        SequencedMap<String, Object> policy =
                Wire.fields(Kept.incident().header().policy());
        policy.put("courage", 3);
        SequencedMap<String, Object> body = new LinkedHashMap<>(header.body());
        body.put("policy", policy);
        LogEntry more = new LogEntry(0, 0, header.kind(), header.by(), body, List.of(), List.of());
        assertThatThrownBy(() -> Header.of(more)).isInstanceOf(IllegalArgumentException.class);
    }

    /// The paths of all components, each seen in the fields; an optional one may be absent.
    private static List<String> paths(String in, Class<?> type, Map<String, Object> fields) {
        List<String> paths = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            String path = in.isEmpty() ? component.getName() : in + "." + component.getName();
            Object value = fields.get(component.getName());
            boolean mayBeAbsent = List.of(Optional.class, OptionalInt.class, OptionalLong.class)
                    .contains(component.getType());
            if (value == null && mayBeAbsent) {
                continue;
            }
            assertThat(value).as(path).isNotNull();
            paths.add(path);
            if (component.getType().isRecord() && value instanceof Map<?, ?> deeper) {
                paths.addAll(paths(path, component.getType(), strings(deeper)));
            }
        }
        return paths;
    }

    private static Map<String, Object> strings(Map<?, ?> map) {
        Map<String, Object> strings = new LinkedHashMap<>();
        map.forEach((key, value) -> strings.put((String) key, value));
        return strings;
    }

    private static Map<String, Object> without(String path, Map<String, Object> fields) {
        Map<String, Object> less = new LinkedHashMap<>(fields);
        int dot = path.indexOf('.');
        if (dot < 0) {
            less.remove(path);
        } else {
            String first = path.substring(0, dot);
            less.put(first, without(path.substring(dot + 1), strings((Map<?, ?>) less.get(first))));
        }
        return less;
    }
}
