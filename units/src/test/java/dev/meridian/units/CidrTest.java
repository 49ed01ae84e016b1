package dev.meridian.units;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CidrTest {
    private static final long TEN = 10L << 24;

    @Test
    void a_block_is_written_as_people_write_it() {
        assertThat(new Cidr(TEN, 16).text()).isEqualTo("10.0.0.0/16");
        assertThat(new Cidr(0xFFFF_FF00L, 24)).hasToString("255.255.255.0/24");
        assertThat(Cidr.around(TEN + 0x01_0203, 16)).hasToString("10.1.0.0/16");
    }

    @Test
    void a_block_begins_at_its_first_address() {
        assertThatThrownBy(() -> new Cidr(TEN + 1, 16))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("10.0.0.1/16");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 16, 0, 16, true, true",
        "0, 8, 1, 16, true, true",
        "1, 16, 0, 8, false, true",
        "0, 16, 1, 16, false, false",
        "0, 15, 1, 16, true, true",
        "0, 15, 2, 16, false, false"
    })
    void two_blocks_overlap_where_one_contains_the_other(
            int second, int prefix, int otherSecond, int otherPrefix, boolean contains, boolean overlaps) {
        Cidr block = Cidr.around(TEN + ((long) second << 16), prefix);
        Cidr other = Cidr.around(TEN + ((long) otherSecond << 16), otherPrefix);
        assertThat(block.contains(other)).isEqualTo(contains);
        assertThat(block.overlaps(other)).isEqualTo(overlaps);
        assertThat(other.overlaps(block)).isEqualTo(overlaps);
    }

    @Test
    void a_block_divides_into_smaller_ones() {
        assertThat(new Cidr(TEN, 8).blocks(16)).isEqualTo(256);
        assertThat(new Cidr(TEN, 16).blocks(16)).isOne();
        assertThat(new Cidr(TEN, 16).blocks(8)).isZero();
    }
}
