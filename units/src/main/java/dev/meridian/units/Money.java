package dev.meridian.units;

import java.math.BigDecimal;

/// An amount of money for a stretch of time, for example `8950 USD/month`.
///
/// @param amount without zeros at its end, so that equal amounts are equal values
/// @param currency the code of ISO 4217
public record Money(BigDecimal amount, String currency, CalendarUnit per) {
    public Money {
        amount = amount.signum() == 0 ? BigDecimal.ZERO : amount.stripTrailingZeros();
    }

    /// As it is written: `8950 USD/month`.
    public String text() {
        return amount.toPlainString() + " " + currency + "/" + per.text();
    }

    @Override
    public String toString() {
        return text();
    }
}
