package dev.meridian.mechanisms;

import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// The ends of support of the versions of one product on one platform.
///
/// @param product `Kubernetes`
/// @param platform `Amazon EKS`; empty for the makers of the product themselves
/// @param ends by version, the oldest first: the last day on which the platform supports it at its usual price
public record SupportCalendar(String product, String platform, SequencedMap<String, LocalDate> ends, Source source) {
    public SupportCalendar {
        ends = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(ends));
    }

    /// The product on its platform: `Kubernetes 1.28 on Amazon EKS`.
    ///
    /// @param version as it is shown
    public String text(String version) {
        return product + " " + version + (platform.isEmpty() ? "" : " on " + platform);
    }

    /// @param pairs a version and its end, alternating
    static SupportCalendar of(String product, String platform, Source source, String... pairs) {
        SequencedMap<String, LocalDate> ends = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            ends.put(pairs[i], LocalDate.parse(pairs[i + 1]));
        }
        return new SupportCalendar(product, platform, ends, source);
    }
}
