package dev.meridian.estate;

import dev.meridian.topology.StatusCodes;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/// How load balancers and clusters ask a copy of a service whether it can serve.
///
/// @param path of the request
/// @param port that answers it; the service's own where empty
/// @param accept the status codes that count as healthy; 200 alone where empty
/// @param openPath the path that tells the same on the service's own port, which users reach
public record Health(String path, OptionalInt port, List<StatusCodes> accept, String openPath) {
    public Health {
        accept = List.copyOf(accept);
    }

    /// The accepted codes as load balancers of AWS write them: `200,204,300-399`.
    public String matcher() {
        return accept.isEmpty() ? "200" : accept.stream().map(StatusCodes::text).collect(Collectors.joining(","));
    }
}
