package dev.meridian.synthesis;

import dev.meridian.aws.RolePolicies;
import dev.meridian.estate.Estates;
import dev.meridian.terraform.Root;
import dev.meridian.topology.Message;
import dev.meridian.topology.Problem;
import dev.meridian.topology.Topology;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;

/// Services that would be allowed more than AWS lets a role be allowed.
final class OverfullRoles {
    private OverfullRoles() {}

    /// A problem for each such service.
    ///
    /// @throws AssertionError if the role is no service's: a defect of ours
    static List<Problem> problems(List<Root> aws, Topology said) {
        SequencedMap<String, Problem> problems = new LinkedHashMap<>();
        RolePolicies.overfull(aws).forEach((role, size) -> {
            String service = whose(role, said)
                    .orElseThrow(() -> new AssertionError("what was written is not coherent: the policies of " + role
                            + " have about " + size + " characters, and AWS takes " + RolePolicies.LIMIT));
            problems.putIfAbsent(service, problem(said, service, role, size));
        });
        return List.copyOf(problems.values());
    }

    private static Problem problem(Topology said, String service, String role, long size) {
        return said.sources()
                .problem(
                        Estates.CANNOT_BE_BUILT,
                        "services." + service,
                        "",
                        new Message(
                                "the service reaches too many stores in too many regions",
                                String.format(
                                        Locale.ROOT,
                                        "its role %s would have policies of about %,d characters, and AWS takes %,d",
                                        role,
                                        size,
                                        RolePolicies.LIMIT),
                                "fewer `stores` in one service, or fewer regions whose stores it may have to reach"));
    }

    private static Optional<String> whose(String role, Topology said) {
        return said.services().keySet().stream()
                .filter(service -> role.endsWith("-" + service))
                .max(Comparator.comparingInt(String::length));
    }
}
