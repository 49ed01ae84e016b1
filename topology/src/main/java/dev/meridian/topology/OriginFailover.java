package dev.meridian.topology;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// The requests that a CDN sends to the next origin, and when.
///
/// @param methods those of the product where empty
/// @param codes the status codes of an origin that count as its failure; those of the product where empty
/// @param timeout of one attempt
/// @param attempts at one origin
public record OriginFailover(
        List<Method> methods, List<StatusCodes> codes, Optional<Duration> timeout, OptionalInt attempts) {
    public OriginFailover {
        methods = List.copyOf(methods);
        codes = List.copyOf(codes);
    }

    /// A method of HTTP.
    public enum Method {
        GET,
        HEAD,
        OPTIONS,
        POST,
        PUT,
        PATCH,
        DELETE;

        /// Whether a request with it may change what is stored (RFC 9110, 9.2.1, safe methods, 2022-06).
        public boolean writes() {
            return switch (this) {
                case GET, HEAD, OPTIONS -> false;
                case POST, PUT, PATCH, DELETE -> true;
            };
        }
    }
}
