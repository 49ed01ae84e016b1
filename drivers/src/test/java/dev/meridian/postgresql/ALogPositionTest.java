package dev.meridian.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ALogPositionTest {
    @ParameterizedTest
    @ValueSource(strings = {"0/0", "0/16B3748", "A/FF", "FFFFFFFF/FFFFFFFF"})
    void reads_as_it_is_printed(String text) {
        assertThat(Lsn.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "0", "0/", "/0", "0/0/0", "0/G", "100000000/0", "-1/0", " 0/0"})
    void is_refused_when_it_is_none(String text) {
        assertThatThrownBy(() -> Lsn.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0/16B3748", "1/0", "80000000/0", "FFFFFFFF/0"})
    void is_greater_than_what_came_before_it(String text) {
        assertThat(Lsn.parse(text)).isGreaterThan(Lsn.parse("0/16B3747"));
        assertThat(Lsn.parse(text).minus(Lsn.parse(text))).isZero();
    }
}
