package dev.meridian.units;

import java.math.BigDecimal;
import java.math.MathContext;

/// How often something happens, for example `10000/s` or `2000/min`.
///
/// @param count without zeros at its end, so that equal rates of one unit are equal values
public record Rate(BigDecimal count, Unit per) {
    public Rate {
        count = count.signum() == 0 ? BigDecimal.ZERO : count.stripTrailingZeros();
    }

    /// What it is counted over.
    public enum Unit {
        SECOND("s", 1),
        MINUTE("min", 60),
        HOUR("h", 3600),
        DAY("d", 86_400);

        private final String text;
        private final int seconds;

        Unit(String text, int seconds) {
            this.text = text;
            this.seconds = seconds;
        }

        /// As it is written behind a slash: `min`.
        public String text() {
            return text;
        }
    }

    /// The same rate as a number per second.
    public double perSecond() {
        return count.divide(BigDecimal.valueOf(per.seconds), MathContext.DECIMAL64)
                .doubleValue();
    }

    /// As it is written: `2000/min`.
    public String text() {
        return count.toPlainString() + "/" + per.text();
    }

    @Override
    public String toString() {
        return text();
    }
}
