package dev.meridian.mechanisms;

import java.util.Arrays;
import java.util.Optional;

/// Whose fact it is.
public enum Provider {
    AWS("aws", "AWS"),
    GOOGLE_CLOUD("gcp", "Google Cloud"),
    AZURE("azure", "Azure"),
    CLOUDFLARE("cloudflare", "Cloudflare"),
    /// Software that behaves the same wherever it runs, whether the user or a vendor operates it.
    SOFTWARE("", "any cloud");

    private final String cloud;
    private final String text;

    Provider(String cloud, String text) {
        this.cloud = cloud;
        this.text = text;
    }

    /// The provider of a region, by the word that a topology uses for its cloud; empty for a cloud without facts
    /// here.
    public static Optional<Provider> of(String cloud) {
        return Arrays.stream(values())
                .filter(provider -> !provider.cloud.isEmpty() && provider.cloud.equals(cloud))
                .findFirst();
    }

    /// As a topology names the cloud: `aws`; empty for software.
    public String cloud() {
        return cloud;
    }

    /// For people.
    public String text() {
        return text;
    }
}
