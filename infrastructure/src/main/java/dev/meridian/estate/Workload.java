package dev.meridian.estate;

import java.util.List;
import java.util.Optional;

/// A service as one region runs it.
///
/// @param name as the file calls it
/// @param port that it listens on
/// @param image that it is started from; empty where the file names none
/// @param size of one copy, where the cloud finds a machine for it
/// @param least as many copies as there are at any time
/// @param most as many as there may be
/// @param stores that it uses, by name, whether they are in this region or not
/// @param calls other services of the file that it depends on, whether they are in this region or not
/// @param afar of the stores, of which the copy of another region will do as well
/// @param secrets that it may read, by name
public record Workload(
        String name,
        int port,
        Optional<Image> image,
        TaskSize size,
        int least,
        int most,
        List<String> stores,
        List<String> calls,
        List<String> afar,
        List<String> secrets) {
    /// So long a copy may take to listen, for whoever fetches much before it does.
    public static final int SECONDS_TO_START = 300;

    public Workload {
        stores = List.copyOf(stores);
        calls = List.copyOf(calls);
        afar = List.copyOf(afar);
        secrets = List.copyOf(secrets);
    }

    /// The same with other stores.
    Workload using(List<String> others) {
        return new Workload(name, port, image, size, least, most, others, calls, afar, secrets);
    }

    /// What a service is started from.
    ///
    /// @param isOwn whether its repository is one of this estate's
    public record Image(ImageName name, boolean isOwn) {
        /// @param hasRegistry whether images that do not say theirs are in one of this estate's
        static Image of(String text, boolean hasRegistry) {
            ImageName name = ImageName.of(text);
            return new Image(name, hasRegistry && name.host().isEmpty());
        }
    }
}
