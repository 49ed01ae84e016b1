package dev.meridian.estate;

import java.util.Optional;

/// Who operates a region.
public enum Cloud {
    AWS("aws", "AWS"),
    GOOGLE("gcp", "Google Cloud"),
    AZURE("azure", "Azure");

    private final String word;
    private final String text;

    Cloud(String word, String text) {
        this.word = word;
        this.text = text;
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

    /// As people call it.
    public String text() {
        return text;
    }
}
