package dev.meridian.estate;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/// Names for what has to be called something shorter than what it is. What is cut off comes back as a hash of the
/// whole: two names that differ anywhere differ here.
public final class ShortName {
    private static final int DIGITS_OF_A_HASH = 8;

    /// IAM user guide, quotas, 2026-11.
    static final int LONGEST_ROLE = 64;

    /// S3 user guide, bucket naming rules, 2026-11.
    private static final int LONGEST_BUCKET = 63;

    /// Azure, naming rules, storage accounts, 2026-11.
    private static final int LONGEST_ACCOUNT = 24;

    private ShortName() {}

    /// The name itself where it fits.
    public static String dashed(String name, int longest) {
        return name.length() <= longest
                ? name
                : name.substring(0, longest - DIGITS_OF_A_HASH - 1).replaceFirst("-+$", "") + "-" + hash(name);
    }

    /// A role's name.
    public static String role(String name) {
        return dashed(name, LONGEST_ROLE);
    }

    /// A bucket's name, which everybody shares.
    ///
    /// @param suffix what it ends with in any case
    static String bucket(String name, String suffix) {
        return dashed(name, LONGEST_BUCKET - suffix.length()) + suffix;
    }

    /// Letters and digits alone, always with the hash: for names that everybody shares.
    public static String letters(String name, int longest) {
        String letters = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
        return letters.substring(0, Math.min(letters.length(), longest - DIGITS_OF_A_HASH)) + hash(name);
    }

    /// A storage account's name, which everybody shares.
    public static String account(String name) {
        return letters(name, LONGEST_ACCOUNT);
    }

    /// The same with an underscore for whatever is neither a letter nor a digit of ASCII.
    public static String underscored(String name) {
        StringBuilder text = new StringBuilder(name);
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (letter >= 128 || !Character.isLetterOrDigit(letter)) {
                text.setCharAt(i, '_');
            }
        }
        return text.toString();
    }

    /// The same for the same text, and no other.
    public static String hash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, DIGITS_OF_A_HASH);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }
}
