package dev.meridian.units;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class FiguresTest {
    @Test
    void money_is_equal_whatever_zeros_were_written() {
        Money money = new Money(new BigDecimal("8950.00"), "USD", CalendarUnit.MONTH);
        assertThat(money).isEqualTo(new Money(new BigDecimal("8950"), "USD", CalendarUnit.MONTH));
        assertThat(money).hasToString("8950 USD/month");
        assertThat(new Money(new BigDecimal("0.00"), "EUR", CalendarUnit.HOUR)).hasToString("0 EUR/hour");
    }

    @Test
    void a_rate_says_how_often_in_a_second() {
        assertThat(new Rate(new BigDecimal("1500"), Rate.Unit.MINUTE).perSecond())
                .isEqualTo(25);
        assertThat(new Rate(new BigDecimal("10000.0"), Rate.Unit.SECOND)).hasToString("10000/s");
        assertThat(new Rate(BigDecimal.ZERO, Rate.Unit.DAY)).hasToString("0/d");
    }
}
