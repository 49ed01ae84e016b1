package dev.meridian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import dev.meridian.evidence.LossLedger;
import dev.meridian.incident.Wire;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What stands beside a directory that was kept aside is what its published schema says, and is read again as it
/// was.
class ALossLedgerTest {
    @Test
    void is_what_its_schema_says_with_and_without_what_may_be_unknown() throws Exception {
        for (LossLedger ledger : List.of(ledger(true), ledger(false))) {
            byte[] written = Wire.JSON.writeValueAsBytes(ledger);
            assertThat(ADocumentTest.schema("loss-ledger").validate(new String(written), InputFormat.JSON))
                    .isEmpty();
            assertThat(Wire.JSON.readValue(written, LossLedger.class)).isEqualTo(ledger);
        }
    }

    @Test
    void says_in_a_sentence_what_was_lost_and_what_had_been_predicted() {
        assertThat(ledger(true).sentence())
                .isEqualTo("us-east-1 came back with 1 transaction that epoch 57 has not, 3,384 bytes of log beyond"
                        + " 0/301A2C8, written within 0.00 s (predicted: at most 1.51 s); users may have been told that"
                        + " they were committed");
        assertThat(ledger(false).sentence())
                .isEqualTo("us-east-1 came back with 0 transactions that epoch 57 has not, 3,384 bytes of log beyond"
                        + " 0/301A2C8");
    }

    private static LossLedger ledger(boolean isKnown) {
        Optional<String> at = Optional.of("2026-11-20T10:00:24.100Z").filter(_ -> isKnown);
        return new LossLedger(
                LossLedger.SCHEMA_VERSION,
                "us-east-1",
                Optional.of(12L).filter(_ -> isKnown),
                57,
                1,
                "0/301A2C8",
                "0/301B000",
                3_384,
                isKnown ? 1 : 0,
                3,
                at,
                at,
                0,
                Optional.of("at most 1.51s").filter(_ -> isKnown),
                Optional.of(1.51).filter(_ -> isKnown),
                true,
                "/var/tmp/meridian-0/run-1/us-east-1/postgresql.fork-57",
                isKnown
                        ? List.of(new LossLedger.Transaction(
                                811, "0/301A300", "2026-11-20T10:00:24.100Z", List.of("public.orders")))
                        : List.of());
    }
}
