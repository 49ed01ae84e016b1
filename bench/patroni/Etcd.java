package patroni;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// etcd with a member in every region, each link's delay between any two of them.
///
/// Timing is as etcd's own guide to tuning advises: a heartbeat of about the longest round trip between members,
/// an election timeout of ten round trips. Its defaults of 100 ms and 1 s are for members side by side, and across
/// oceans they elect without end.
final class Etcd {
    private static final Duration ASK = Duration.ofSeconds(2);
    private static final int MILLIS = 10;
    private static final int ROUND_TRIPS = 10;

    private final List<Region> regions;
    private final Duration longestRoundTrip;
    private final HttpClient http;

    Etcd(List<Region> regions, Duration longestRoundTrip, HttpClient http) {
        this.regions = regions;
        this.longestRoundTrip = longestRoundTrip;
        this.http = http;
    }

    /// The longest round trip, rounded up to 10 ms.
    Duration heartbeat() {
        return Duration.ofMillis(Math.ceilDiv(longestRoundTrip.toMillis(), MILLIS) * MILLIS);
    }

    Duration electionTimeout() {
        return heartbeat().multipliedBy(ROUND_TRIPS);
    }

    Process start(Region region) throws IOException {
        String all = regions.stream()
                .map(member -> member.name() + "=http://" + member.advertised(Region.ETCD_PEERS))
                .collect(Collectors.joining(","));
        return Processes.start(
                region,
                "etcd",
                List.of(
                        "etcd",
                        "--name=" + region.name(),
                        "--data-dir=" + Files.createDirectories(region.home()).resolve("etcd"),
                        "--listen-peer-urls=http://" + region.bound(Region.ETCD_PEERS),
                        "--initial-advertise-peer-urls=http://" + region.advertised(Region.ETCD_PEERS),
                        "--listen-client-urls=http://" + region.bound(Region.ETCD),
                        "--advertise-client-urls=http://" + region.advertised(Region.ETCD),
                        "--initial-cluster=" + all,
                        "--initial-cluster-state=new",
                        "--heartbeat-interval=" + heartbeat().toMillis(),
                        "--election-timeout=" + electionTimeout().toMillis(),
                        "--logger=zap",
                        "--log-outputs=stderr"));
    }

    /// The member that leads; empty while there is none, or not all of them agree.
    Optional<Region> leader() throws InterruptedException {
        List<String> leaders = regions.stream()
                .map(region -> word(ask(region, "maintenance/status", "{}"), "leader"))
                .distinct()
                .toList();
        return leaders.size() != 1 || leaders.getFirst().isEmpty()
                ? Optional.empty()
                : regions.stream()
                        .filter(region -> id(region).equals(leaders.getFirst()))
                        .findFirst();
    }

    /// Makes a member the leader, as an operator would who does not want it beside the primary.
    void lead(Region wanted) throws InterruptedException {
        leader().filter(leader -> !leader.equals(wanted))
                .ifPresent(leader -> ask(
                        leader, "maintenance/transfer-leadership", "{\"targetID\": \"" + id(wanted) + "\"}"));
    }

    void put(Region through, String key, String value) throws IOException {
        String answer = ask(
                through, "kv/put", "{\"key\": \"" + base64(key) + "\", \"value\": \"" + base64(value) + "\"}");
        if (!answer.contains("revision")) {
            throw new IOException("etcd does not take " + key + ": " + answer);
        }
    }

    private String id(Region region) {
        return word(ask(region, "maintenance/status", "{}"), "member_id");
    }

    /// Empty where nobody answers.
    private String ask(Region region, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + region.bound(Region.ETCD) + "/v3/" + path))
                .timeout(ASK)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException noAnswer) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    private static String word(String json, String name) {
        Matcher matcher = Pattern.compile("\"" + name + "\":\"?([0-9]+)").matcher(json);
        return matcher.find() ? matcher.group(1) : "";
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
