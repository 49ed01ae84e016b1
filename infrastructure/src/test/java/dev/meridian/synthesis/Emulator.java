package dev.meridian.synthesis;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.meridian.hcl.Machine;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.TimeUnit;

/// The API of AWS as moto plays it, on this machine. What it shows is that calls and their order are right; what
/// AWS itself would answer it does not know.
final class Emulator implements AutoCloseable {
    private static final int TRIES = 600;
    private static final String LAUNCHER = "infrastructure/src/test/resources/emulator/launch.py";

    private final Process process;
    private final int port;

    private Emulator(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /// One of its own, on a port that is free; a test is skipped where this machine has none.
    ///
    /// @param home where it writes what it says
    static Emulator start(Path home) throws IOException, InterruptedException {
        List<String> python = python();
        assumeTrue(!python.isEmpty(), "skipped: no Python on this machine has `moto.server`");
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        List<String> command = new ArrayList<>(python);
        command.addAll(List.of(Written.HOME.resolve(LAUNCHER).toString(), "-H", "127.0.0.1", "-p", "" + port));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("emulator.txt").toFile());
        builder.environment().put("MOTO_ACM_VALIDATION_WAIT", "0");
        builder.environment().put("MOTO_IAM_LOAD_MANAGED_POLICIES", "true");
        Emulator emulator = new Emulator(builder.start(), port);
        emulator.await(home);
        return emulator;
    }

    /// A Python that has moto: the one that its own command runs in, else the plain one.
    private static List<String> python() throws IOException, InterruptedException {
        for (String name : List.of("python3", "python")) {
            boolean isThere = Machine.has(name);
            if (isThere) {
                Process asked = new ProcessBuilder(name, "-c", "import moto.server")
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
                if (asked.waitFor(60, TimeUnit.SECONDS) && asked.exitValue() == 0) {
                    return List.of(name);
                }
            }
        }
        return List.of();
    }

    private void await(Path home) throws IOException, InterruptedException {
        for (int i = 0; i < TRIES; i++) {
            if (!process.isAlive()) {
                throw new IOException("the emulator ended: " + Files.readString(home.resolve("emulator.txt")));
            }
            try {
                send(new LinkedHashMap<>(), "/moto-api/data.json", Optional.empty());
                return;
            } catch (IOException _) {
                process.waitFor(100, TimeUnit.MILLISECONDS);
            }
        }
        throw new IOException("the emulator does not answer");
    }

    private String send(SequencedMap<String, String> headers, String path, Optional<String> form) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(address() + path).toURL().openConnection();
        headers.forEach(connection::setRequestProperty);
        if (form.isPresent()) {
            connection.setDoOutput(true);
            connection.getOutputStream().write(form.get().getBytes(StandardCharsets.UTF_8));
        }
        try (InputStream answer = connection.getInputStream()) {
            return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private String address() {
        return "http://127.0.0.1:" + port;
    }

    /// What Terraform needs to take it for AWS; nothing in what is written knows of it.
    SequencedMap<String, String> environment() {
        SequencedMap<String, String> environment = new LinkedHashMap<>();
        environment.put("AWS_ENDPOINT_URL", address());
        environment.put("AWS_ACCESS_KEY_ID", "testing");
        environment.put("AWS_SECRET_ACCESS_KEY", "testing");
        environment.put("AWS_EC2_METADATA_DISABLED", "true");
        return environment;
    }

    /// Asks for something behind Terraform's back.
    ///
    /// @param form as the query interface takes it: `Action=…&…`
    String ec2(String region, String form) throws IOException {
        return ask("ec2", region, form + "&Version=2016-11-15");
    }

    String iam(String form) throws IOException {
        return ask("iam", "us-east-1", form + "&Version=2010-05-08");
    }

    /// Whether a database of this name is there.
    boolean hasDatabase(String region, String name) throws IOException {
        return ask("rds", region, "Action=DescribeDBInstances&Version=2014-10-31")
                .contains("<DBInstanceIdentifier>" + name + "</DBInstanceIdentifier>");
    }

    boolean hasGlobal(String name) throws IOException {
        return ask("rds", "us-east-1", "Action=DescribeGlobalClusters&Version=2014-10-31")
                .contains("<GlobalClusterIdentifier>" + name + "</GlobalClusterIdentifier>");
    }

    /// Whether a bucket of this name is there, in whichever region.
    boolean hasBucket(String name) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(address() + "/" + name).toURL().openConnection();
        connection.setRequestMethod("HEAD");
        return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
    }

    /// A zone of names, as a domain has one before anything is built.
    void zone(String name) throws IOException {
        SequencedMap<String, String> headers = signed("route53", "us-east-1");
        headers.put("Content-Type", "application/xml");
        send(
                headers,
                "/2013-04-01/hostedzone",
                Optional.of("<CreateHostedZoneRequest><Name>" + name + "</Name><CallerReference>" + name
                        + "</CallerReference></CreateHostedZoneRequest>"));
    }

    /// A name that somebody else has told.
    void parameter(String region, String name, String value) throws IOException {
        SequencedMap<String, String> headers = signed("ssm", region);
        headers.put("Content-Type", "application/x-amz-json-1.1");
        headers.put("X-Amz-Target", "AmazonSSM.PutParameter");
        send(
                headers,
                "/",
                Optional.of("{\"Name\": \"" + name
                        + "\", \"Type\": \"SecureString\", \"Overwrite\": true, \"Value\": \"" + value + "\"}"));
    }

    /// A domain of search, as far as those see it who look for one.
    void search(String region, String name) throws IOException {
        SequencedMap<String, String> headers = signed("es", region);
        headers.put("Content-Type", "application/json");
        send(headers, "/2021-01-01/opensearch/domain", Optional.of("{\"DomainName\": \"" + name + "\"}"));
    }

    /// The emulator goes by the scope, and looks at no signature.
    private static SequencedMap<String, String> signed(String service, String region) {
        SequencedMap<String, String> headers = new LinkedHashMap<>();
        headers.put(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=testing/20260101/" + region + "/" + service
                        + "/aws4_request, SignedHeaders=host, Signature=0");
        return headers;
    }

    private String ask(String service, String region, String form) throws IOException {
        SequencedMap<String, String> headers = signed(service, region);
        return send(headers, "/", Optional.of(form));
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
