package dev.meridian.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;

class FrozenTest {
    @Test
    void says_what_a_linked_map_says_after_the_same_changes() {
        for (long seed = 1; seed <= 100; seed++) {
            Random random = new Random(seed);
            SequencedMap<String, Integer> expected = new LinkedHashMap<>();
            SequencedMap<String, Integer> frozen = Frozen.of();
            for (int i = 0; i < 30; i++) {
                String key = "k" + random.nextInt(8);
                expected.put(key, i);
                frozen = Frozen.with(frozen, key, i);
                assertThat(frozen).isEqualTo(expected).hasSameHashCodeAs(expected);
                assertThat(List.copyOf(frozen.keySet())).isEqualTo(List.copyOf(expected.keySet()));
                assertThat(List.copyOf(frozen.values())).isEqualTo(List.copyOf(expected.values()));
                assertThat(frozen.get("k0")).isEqualTo(expected.get("k0"));
                assertThat(frozen.containsKey("k1")).isEqualTo(expected.containsKey("k1"));
                assertThat(frozen.lastEntry()).isEqualTo(expected.lastEntry());
            }
        }
    }

    @Test
    void does_not_change_by_what_is_made_of_it() {
        SequencedMap<String, Integer> before = Frozen.with(Frozen.with(Frozen.of(), "a", 1), "b", 2);
        SequencedMap<String, Integer> after = Frozen.replaced(before, value -> value == 1 ? 3 : value);

        assertThat(before).containsExactly(Map.entry("a", 1), Map.entry("b", 2));
        assertThat(after).containsExactly(Map.entry("a", 3), Map.entry("b", 2));
        assertThat(Frozen.replaced(before, value -> value)).isSameAs(before);
        assertThatThrownBy(() -> before.put("c", 3)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> before.remove("a")).isInstanceOf(UnsupportedOperationException.class);
    }
}
