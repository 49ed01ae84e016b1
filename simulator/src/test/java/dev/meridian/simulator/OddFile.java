package dev.meridian.simulator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// A file that nobody would write and everybody may: settings far from each other, steps of all sorts. Some are
/// refused when they are read, and rightly.
final class OddFile {
    private static final List<String> REGIONS =
            List.of("us-east-1", "eu-west-1", "ap-southeast-1", "us-west-2", "sa-east-1");
    private static final List<String> PHASES =
            List.of("detect", "hold", "fence", "promote", "scale", "route", "verify");

    private final RandomGenerator dice;
    private final List<String> lines = new ArrayList<>();

    private OddFile(long seed) {
        this.dice = RandomGeneratorFactory.of("Xoshiro256PlusPlus").create(seed);
    }

    /// The same for the same seed.
    static String of(long seed) {
        OddFile file = new OddFile(seed);
        file.places();
        file.failover();
        return String.join("\n", file.lines) + "\n";
    }

    private void places() {
        int count = Integer.parseInt(one("2", "3", "3", "3", "4", "5"));
        lines.add("meridian: 1");
        lines.add("application: shop");
        lines.add("objectives: {rto: 30s, rpo: " + one("0s", "1s", "2s", "5s", "60s", "1h") + "}");
        lines.add("regions:");
        for (int i = 0; i < count; i++) {
            String spare = i > 0 && in(7) ? ", promotable: false" : "";
            lines.add("  " + REGIONS.get(i) + ": {role: " + (i == 0 ? "primary" : "standby") + spare + "}");
        }
        lines.add("services:");
        lines.add("  web: {port: 8080, health: /health, dependsOn: {orders: hard}}");
        lines.add("data:");
        String replication = in(2) ? "async" : "{mode: sync, waitFor: " + (1 + dice.nextInt(count - 1)) + "}";
        lines.add("  orders: {kind: postgresql, replication: " + replication + "}");
        if (in(4)) {
            lines.add("  sessions: {kind: redis, replication: async}");
        }
        lines.add("traffic: {ttl: " + one("1s", "5s", "5s", "2m") + ", entrances: {web: shop.example.com}}");
        lines.add("failover:");
        lines.add("  mode: automatic");
        lines.add("  profile: quick");
        if (count == 2 || in(4)) {
            lines.add("  witness: ca-central-1");
        }
    }

    private void failover() {
        int scale = Integer.parseInt(one("2", "6", "6", "6", "12", "30"));
        int lease = 250 * scale;
        int margin = 40 * scale;
        int fence = Integer.parseInt(one("200", "500", "1000"));
        double drift = Double.parseDouble(one("0.1", "1", "2"));
        double wait = ((lease - margin) / (1 - drift / 100) + fence) * (1 + drift / 100) * (in(3) ? 1.4 : 1.001) + 1;
        int renewEvery = lease / Integer.parseInt(one("3", "5", "5", "10"));
        add("hold", one("0s", "300ms", "300ms", "1s", "5s", "15s"));
        add(
                "lease",
                "{duration: " + lease + "ms, margin: " + margin + "ms, wait: " + (int) wait + "ms, drift: " + drift
                        + "%, renewEvery: " + renewEvery + "ms, silentAfter: " + (2 * renewEvery + 20) + "ms}");
        add("fence", "{within: " + fence + "ms}");
        if (in(2)) {
            add("freshness", one("2s", "3s", "4s", "8s"));
        }
        add(
                "patience",
                "{catchUp: " + one("0s", "100ms", "2s", "2s", "20s", "60s") + ", stop: " + one("500ms", "2s", "10s")
                        + "}");
        add("cooldown", one("0s", "1s", "5s", "30s"));
        add("storm", one("0s", "0s", "1s", "10s", "30s"));
        if (in(3)) {
            add("maxLoss", one("0s", "1s", "3s", "1h"));
        }
        if (in(5)) {
            add("scale", "{to: 100%}");
        }
        steps("  ", 2);
        lines.add("  failback:");
        lines.add("    mode: " + one("automatic", "approved"));
        lines.add("    after: " + one("1s", "5s", "20s"));
        steps("    ", 3);
    }

    private void steps(String indent, int seldom) {
        if (!in(seldom)) {
            return;
        }
        lines.add(indent + "steps:");
        int count = 1 + dice.nextInt(4);
        for (int i = 0; i < count; i++) {
            lines.add(indent + "  s" + i + ": {" + step(i) + "}");
        }
    }

    private String step(int number) {
        int begins = dice.nextInt(PHASES.size() - 1);
        int ends = begins + 1 + dice.nextInt(PHASES.size() - begins - 1);
        List<String> after = new ArrayList<>(in(2) ? List.of(PHASES.get(begins)) : List.of());
        if (number > 0 && in(3)) {
            after.add("s" + dice.nextInt(number));
        }
        List<String> says = new ArrayList<>();
        if (!after.isEmpty()) {
            says.add("after: [" + String.join(", ", after) + "]");
        }
        if (after.isEmpty() || !in(4)) {
            says.add("before: " + PHASES.get(ends));
        }
        says.add(in(5) ? "by: human, takes: " + one("1s", "5s", "30s") : "run: ./it.sh" + takes());
        if (in(4)) {
            says.add("timeout: 60s");
        }
        if (in(4)) {
            says.add(one("graceful: skip", "graceful: {timeout: 50s}", "forced: skip"));
        }
        says.add("onFailure: " + one("stop", "continue", "compensate"));
        return String.join(", ", says);
    }

    private String takes() {
        return in(3) ? "" : ", takes: " + one("0s", "1s", "5s", "20s", "45s");
    }

    private void add(String key, String value) {
        lines.add("  " + key + ": " + value);
    }

    private boolean in(int many) {
        return dice.nextInt(many) == 0;
    }

    private String one(String... of) {
        return Arrays.asList(of).get(dice.nextInt(of.length));
    }
}
