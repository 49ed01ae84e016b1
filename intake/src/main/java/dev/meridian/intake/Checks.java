package dev.meridian.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// The health checks of Route 53 that ask somebody.
final class Checks {
    private Checks() {}

    /// One of them.
    ///
    /// @param every how often, as the format writes a time
    /// @param failures how many in a row are a verdict
    record Check(
            Resource origin,
            String kind,
            Optional<String> host,
            Optional<String> port,
            Optional<String> path,
            Optional<String> every,
            OptionalInt failures) {}

    static List<Check> of(Survey survey) {
        List<Check> checks = new ArrayList<>();
        for (Resource check : survey.all("aws_route53_health_check")) {
            Optional<String> type = check.values().text("type");
            Optional<String> kind = type.flatMap(Checks::kind);
            if (kind.isPresent()) {
                survey.notes().read(check);
                checks.add(check(check, kind.get()));
            } else {
                String name = type.orElse("unknown");
                survey.notes()
                        .notRead(
                                check,
                                "a check of type " + name
                                        + " asks nobody by itself: it combines or follows something else");
            }
        }
        return checks;
    }

    private static Check check(Resource check, String kind) {
        Attributes values = check.values();
        return new Check(
                check,
                kind,
                values.text("fqdn").or(() -> values.text("ip_address")),
                values.port("port"),
                values.text("resource_path").filter(path -> path.matches("/\\S*")),
                Times.seconds(values.whole("request_interval")).filter(time -> !time.equals("0s")),
                values.whole("failure_threshold"));
    }

    private static Optional<String> kind(String type) {
        return switch (type) {
            case "HTTP", "HTTP_STR_MATCH" -> Optional.of("http");
            case "HTTPS", "HTTPS_STR_MATCH" -> Optional.of("https");
            case "TCP" -> Optional.of("tcp");
            default -> Optional.empty();
        };
    }
}
