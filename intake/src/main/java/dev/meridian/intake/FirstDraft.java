package dev.meridian.intake;

import dev.meridian.intake.Page.Section;
import dev.meridian.topology.Scalars;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A first topology from what a person says in a minute, with a comment for each section.
///
/// Whether the answers are good, the reader of topologies says: they are written down as they are.
///
/// @param store the kind of its database
/// @param rto a time as the format writes it; so is `rpo`
/// @param file how the comments call the file that it is written to
public record FirstDraft(
        String application, String primary, String standby, String store, String rto, String rpo, String file) {
    /// What is taken where nobody says anything.
    public static final FirstDraft DEFAULTS =
            new FirstDraft("shop", "us-east-1", "eu-west-1", "postgresql", "15m", "30s", "meridian.yaml");

    /// The kinds of stores that are databases.
    public static final List<String> STORES =
            List.of("postgresql", "mysql", "cockroachdb", "mongodb", "dynamodb", "redis");

    private static final String STORE = "orders";

    /// What can be said.
    public enum Field {
        APPLICATION,
        PRIMARY,
        STANDBY,
        STORE,
        RTO,
        RPO
    }

    /// The same with another answer.
    public FirstDraft with(Field field, String answer) {
        return switch (field) {
            case APPLICATION -> new FirstDraft(answer, primary, standby, store, rto, rpo, file);
            case PRIMARY -> new FirstDraft(application, answer, beside(answer), store, rto, rpo, file);
            case STANDBY -> new FirstDraft(application, primary, answer, store, rto, rpo, file);
            case STORE -> new FirstDraft(application, primary, standby, answer, rto, rpo, file);
            case RTO -> new FirstDraft(application, primary, standby, store, answer, rpo, file);
            case RPO -> new FirstDraft(application, primary, standby, store, rto, answer, file);
        };
    }

    /// The same, written to another file.
    public FirstDraft in(String named) {
        return new FirstDraft(application, primary, standby, store, rto, rpo, named);
    }

    /// What was said.
    public String said(Field field) {
        return switch (field) {
            case APPLICATION -> application;
            case PRIMARY -> primary;
            case STANDBY -> standby;
            case STORE -> store;
            case RTO -> rto;
            case RPO -> rpo;
        };
    }

    /// The name that somebody may have meant who called an application like this.
    public static Optional<String> nameLike(String text) {
        return Optional.of(Naming.plain(text)).filter(Scalars::isName);
    }

    /// The standby that goes with a primary, as long as nobody names another.
    private String beside(String region) {
        boolean isOfDefaults = Witness.areNamedAlike(region, standby) && !region.equals(standby);
        return isOfDefaults ? standby : Witness.beside(List.of(region));
    }

    /// The topology as text.
    public String text() {
        Page page = new Page(new Notes(), "");
        Section root = page.root();
        head(root);
        root.put("meridian", "1");
        root.put("application", application);
        root.gap();
        root.remark(
                "What is promised when a zone or a region is lost: how long users may wait (rto), and how much of what");
        root.remark("was acknowledged to them may be gone (rpo). `meridian drill` measures both.");
        Section objectives = root.section("objectives");
        objectives.put("rto", rto);
        objectives.put("rpo", rpo);
        root.gap();
        root.remark(
                "The primary serves and holds the writer of each store; a standby takes over. `active` serves as well.");
        Section regions = root.section("regions");
        regions.section(primary).put("role", "primary");
        regions.section(standby).put("role", "standby");
        root.gap();
        services(root);
        data(root);
        traffic(root);
        failover(root);
        return page.text();
    }

    /// The command that takes its primary away; nothing if the twin has no database of its kind.
    public Optional<String> drill() {
        return store.equals("postgresql")
                ? Optional.of(Witness.drill(file, List.of(primary, standby)) + " --set failover.profile=quick")
                : Optional.empty();
    }

    private void head(Section root) {
        root.remark(application + " in two regions. Every line is yours to change.");
        root.remark("");
        root.remark("After a change: is the file right, and can its promises hold?");
        root.remark("");
        root.remark("  meridian validate " + file);
        root.remark("  meridian assess " + file);
        Optional<String> drill = drill();
        if (drill.isPresent()) {
            root.remark("");
            root.remark(
                    "And this boots both regions on this machine, takes the primary away, and shows what users saw:");
            root.remark("");
            root.remark("  " + drill.get());
        }
    }

    private void services(Section root) {
        root.remark("What runs, in every region of the application.");
        Section web = root.section("services").section("web");
        web.put("port", "8080");
        web.put("health", Said.by("answers 200 while it can serve", "/health"));
        web.section("dependsOn")
                .put(STORE, Said.by("without it nothing is served; `soft`: users lose something", "hard"));
        root.gap();
    }

    private void data(Section root) {
        root.remark(
                "What holds state, and how a write gets to the other region. Queues, caches and buckets are stores too.");
        Section orders = root.section("data").section(STORE);
        orders.put("kind", store);
        switch (store) {
            case "dynamodb" -> {
                Section replication = orders.section("replication");
                replication.put("mode", Said.by("both regions take writes", "multi-primary"));
                replication.put("via", "global-tables");
                replication.put("conflicts", Said.by("the other one is lost", "last-write-wins"));
            }
            case "cockroachdb" ->
                orders.put(
                        "replication",
                        Said.by("a majority has each write; of two regions one alone has none", "quorum"));
            default -> orders.put("replication", replication());
        }
        root.gap();
    }

    private Said replication() {
        boolean isLossless = Scalars.time(rpo).map(Duration::isZero).orElse(false);
        boolean canWait = store.equals("postgresql") || store.equals("mysql");
        return isLossless && canWait
                ? Said.by("a commit waits for the standby, so nothing is lost; `async` waits for nobody", "sync")
                : Said.by("a commit waits for nobody; `sync` waits for the standby and loses nothing", "async");
    }

    private void traffic(Section root) {
        root.remark("The names that users open.");
        Section traffic = root.section("traffic");
        traffic.put("ttl", Said.by("how long a resolver may keep an answer", "30s"));
        traffic.section("entrances").put("web", application + ".example.com");
        root.gap();
    }

    private void failover(Section root) {
        root.remark(
                "Who moves it. With two regions nobody can tell a dead one from a cut link: `automatic` needs a witness,");
        root.remark("a third place that votes and holds no data.");
        Section failover = root.section("failover");
        failover.put("mode", Said.by("a person approves; `automatic`: nobody is asked", "approved"));
        failover.remark("witness: " + Witness.beside(List.of(primary, standby)));
    }
}
