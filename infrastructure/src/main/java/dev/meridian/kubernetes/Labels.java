package dev.meridian.kubernetes;

/// The labels by which parts of a fleet find each other.
final class Labels {
    /// Whose it is.
    static final String NAME = "app.kubernetes.io/name";

    /// As clusters themselves mark their namespaces.
    static final String NAMESPACE = "kubernetes.io/metadata.name";

    private Labels() {}

    static Fields of(String service) {
        return Fields.of().set(NAME, service);
    }

    /// The copies of a service.
    static Fields selector(String service) {
        return Fields.of().set("matchLabels", of(service));
    }

    /// A resource of a service.
    static Fields resource(String version, String kind, String name, Place place) {
        return Fields.resource(version, kind, name, place.namespace()).marked("labels", NAME, place.service());
    }

    /// @param service whose it is
    record Place(String namespace, String service) {}
}
