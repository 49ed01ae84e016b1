package dev.meridian.faults;

import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Three regions and a witness, and faults as people write them.
final class Places {
    static final RegionName US = new RegionName("us-east-1");
    static final RegionName EU = new RegionName("eu-west-1");
    static final RegionName AP = new RegionName("ap-southeast-1");
    static final RegionName WITNESS = new RegionName("witness");
    static final Ground GROUND = new Ground(List.of(US, EU, AP), Optional.of(WITNESS));

    private Places() {}

    /// The times of the profile `quick`; a synchronous standby.
    static Setting setting(RegionName... voters) {
        return new Setting(
                US,
                List.of(US, EU, AP),
                List.of(voters),
                1,
                true,
                Optional.empty(),
                new Setting.Times(
                        Duration.ofMillis(5600),
                        Duration.ofMillis(1450),
                        Duration.ofMillis(950),
                        Duration.ofMillis(500)),
                (one, other) -> Duration.ofMillis(70));
    }

    static Setting setting() {
        return setting(US, EU, AP);
    }

    static List<Fault> faults(String texts) {
        return Stream.of(texts.split(" ")).map(Places::fault).toList();
    }

    static Fault fault(String text) {
        return switch (Fault.parse(text, GROUND)) {
            case Fault.Parsed.Right(Fault fault) -> fault;
            case Fault.Parsed.Not(Fault.Wrong wrong) -> throw new AssertionError(wrong.toString());
        };
    }
}
