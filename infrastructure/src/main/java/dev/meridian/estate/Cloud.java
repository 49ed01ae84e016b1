package dev.meridian.estate;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;

/// Who operates a region.
public enum Cloud {
    AWS("aws", "AWS", "aws"),
    GOOGLE("gcp", "Google Cloud", "google"),
    AZURE("azure", "Azure", "azurerm");

    private final String word;
    private final String text;
    private final String provider;

    Cloud(String word, String text, String provider) {
        this.word = word;
        this.text = text;
        this.provider = provider;
    }

    /// Whose provider of Terraform something is built by.
    ///
    /// @param isBuiltBy whether it is built by a provider, as roots call that
    public static Optional<Cloud> builtBy(Predicate<String> isBuiltBy) {
        return Arrays.stream(values())
                .filter(cloud -> isBuiltBy.test(cloud.provider))
                .findFirst();
    }

    /// As files call it; empty for one that nothing is written for.
    static Optional<Cloud> of(String word) {
        for (Cloud cloud : values()) {
            if (cloud.word.equals(word)) {
                return Optional.of(cloud);
            }
        }
        return Optional.empty();
    }

    /// As files call it.
    String word() {
        return word;
    }

    /// As people call it.
    public String text() {
        return text;
    }
}
