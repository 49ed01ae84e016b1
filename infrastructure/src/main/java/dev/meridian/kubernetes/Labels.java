package dev.meridian.kubernetes;

import dev.meridian.yaml.Fields;
import java.util.function.UnaryOperator;

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

    /// What every resource begins with.
    ///
    /// @param version of its API, with its group
    static Fields resource(String version, String kind, String name, String namespace) {
        return Fields.of()
                .set("apiVersion", version)
                .set("kind", kind)
                .set("metadata", Fields.of().set("name", name).set("namespace", namespace));
    }

    /// A resource of a service.
    static Fields resource(String version, String kind, String name, Place place) {
        return marked(resource(version, kind, name, place.namespace()), "labels", NAME, place.service());
    }

    /// A resource with a label, or an annotation, of its own.
    ///
    /// @param where `labels` or `annotations`
    static Fields marked(Fields resource, String where, String key, String value) {
        return changed(
                resource,
                "metadata",
                metadata -> metadata.at(where).isEmpty()
                        ? metadata.set(where, Fields.of().set(key, value))
                        : changed(metadata, where, marks -> marks.set(key, value)));
    }

    private static Fields changed(Fields fields, String name, UnaryOperator<Fields> change) {
        return new Fields(fields.all().stream()
                .map(field -> field.name().equals(name) && field.value() instanceof Fields part
                        ? new Fields.Field(name, change.apply(part), field.why())
                        : field)
                .toList());
    }

    /// @param service whose it is
    record Place(String namespace, String service) {}
}
