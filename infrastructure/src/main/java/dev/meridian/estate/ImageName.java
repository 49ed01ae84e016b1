package dev.meridian.estate;

import java.util.Optional;
import java.util.regex.Pattern;

/// What a service is started from, as files name it: `shop/web`, `shop/web:1.2`, `shop/web@sha256:…`, each with
/// the host of its registry before it or without one.
///
/// @param host of its registry, with its port where it has one; empty for that of the estate
/// @param repository without host and version
/// @param tag empty where none is said
/// @param digest empty where none is said
public record ImageName(Optional<String> host, String repository, Optional<String> tag, Optional<String> digest) {
    /// OCI distribution specification 1.1, pulling manifests; the first part of a name is a host where it could be
    /// nothing else (CNCF distribution, reference grammar; 2026-11).
    private static final Pattern REPOSITORY =
            Pattern.compile("[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*(/[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*)*");

    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)*(:[0-9]{1,5})?");
    private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}");
    private static final Pattern DIGEST = Pattern.compile("sha256:[a-f0-9]{64}|sha512:[a-f0-9]{128}");

    /// Whatever the text is, split where such a name is.
    public static ImageName of(String text) {
        int at = text.indexOf('@');
        String named = at < 0 ? text : text.substring(0, at);
        int slash = named.indexOf('/');
        String first = slash < 0 ? "" : named.substring(0, slash);
        boolean hasHost = first.indexOf('.') >= 0 || first.indexOf(':') >= 0 || first.equals("localhost");
        String rest = hasHost ? named.substring(slash + 1) : named;
        int colon = rest.lastIndexOf(':');
        boolean hasTag = colon > rest.lastIndexOf('/');
        return new ImageName(
                hasHost ? Optional.of(first) : Optional.empty(),
                hasTag ? rest.substring(0, colon) : rest,
                hasTag ? Optional.of(rest.substring(colon + 1)) : Optional.empty(),
                at < 0 ? Optional.empty() : Optional.of(text.substring(at + 1)));
    }

    /// Whether a registry can have it.
    boolean isOne() {
        return REPOSITORY.matcher(repository).matches()
                && host.map(text -> HOST.matcher(text).matches()).orElse(true)
                && tag.map(text -> TAG.matcher(text).matches()).orElse(true)
                && digest.map(text -> DIGEST.matcher(text).matches()).orElse(true);
    }

    /// With its host, and no version.
    public String unversioned() {
        return host.map(text -> text + "/").orElse("") + repository;
    }

    /// Whether it says which version it is.
    public boolean isVersioned() {
        return tag.isPresent() || digest.isPresent();
    }

    /// What stands behind the repository. A digest says by itself which version it is, whatever tag it once had.
    public String version() {
        return digest.map(text -> "@" + text).orElseGet(() -> ":" + tag.orElse("latest"));
    }
}
