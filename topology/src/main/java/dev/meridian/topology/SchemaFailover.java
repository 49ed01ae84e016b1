package dev.meridian.topology;

import static dev.meridian.topology.SchemaParts.PLACES;
import static dev.meridian.topology.SchemaParts.REGION;
import static dev.meridian.topology.SchemaParts.absent;
import static dev.meridian.topology.SchemaParts.entry;
import static dev.meridian.topology.Shape.block;
import static dev.meridian.topology.Shape.key;

import dev.meridian.topology.Shape.Block;
import dev.meridian.topology.Shape.Kind;
import dev.meridian.topology.Shape.Named;
import dev.meridian.topology.Shape.Reference;
import dev.meridian.topology.Shape.Values;
import dev.meridian.topology.Shape.Word;
import java.util.List;

/// The section `failover` of version 1.
final class SchemaFailover {
    private static final Word MODE = Word.explained(
            "manual", "A person notices, decides and starts it: `human.notice` and `human.decide` count in full.",
            "approved", "It is prepared by itself, and a person agrees: `human.notice` and `human.decide` count too.",
            "automatic", "Nobody is asked.");

    private static final Word RUNS = Word.explained(
            "meridian", "Meridian's agents, with the lease, the fence and the times of this file.",
            "provider",
                    "A managed service: the failover of RDS, a failover group of Azure SQL, a region switch of ARC.",
            "operator",
                    "Software beside the store or the entrance: a Kubernetes operator (CloudNativePG, Strimzi), Patroni,"
                            + " Orchestrator, k8gb.",
            "script", "The owner's pipeline, script or runbook, started by a person or an alarm.");

    private static final Word PHASE = Word.explained(
            "detect", "Probes fail, and so many vantages agree: `probes`, `triggers`.",
            "hold", "The verdict has to stand so long: `hold`.",
            "fence", "The old primary is kept from writing: `fence`, `lease`.",
            "promote", "Each store gets a new writer: `steps.promote.of.STORE` has the time of one.",
            "scale", "Services grow to the size that they need: `steps.scale.of.SERVICE`, `scale`.",
            "route", "Users are sent to the target: `traffic.entrances.ENTRANCE.switch`.",
            "verify", "A check that users are served.");
    /// The steps of every plan, in their order; a user's step cannot have one of these names.
    static final List<String> BUILT_IN = PHASE.words();

    private static final Word OBSERVED = Word.of(
            "application",
            "database",
            "cache",
            "queue",
            "load-balancer",
            "dns",
            "cross-region-latency",
            "replication-lag");
    private static final Values STEPS = new Values(Reference.to(Kind.STEP));

    private static final Block WAIT_UNTIL = block(
            "waitUntil",
            key("drained", Reference.to(Kind.STORE), "The queue that is empty.", "jobs"),
            key("lag", Form.TIME, "The lag that is reached.", "0s"),
            key("of", Reference.to(Kind.STORE), "Whose lag.", "orders"));

    private static final Block ACTION = block(
            "action",
            key("run", Form.TEXT, "A program.", "./stop-imports.sh"),
            key("restart", Reference.to(Kind.SERVICE), "A service.", "pricing"),
            key("notify", Form.TEXT, "People.", "stakeholders"),
            key("warm", Reference.to(Kind.STORE), "A cache.", "cache"),
            key("replay", Reference.to(Kind.STORE), "A history.", "jobs"),
            key("set", Form.TEXT, "A switch.", "read-only"),
            key("waitUntil", WAIT_UNTIL, "A condition.", "{drained: jobs}"),
            key("from", Reference.to(Kind.STORE), "Where a cache is warmed from.", "orders"));

    private static final Block VARIANT = block(
            "variant",
            key("skip", Word.of("skip"), "Leave the step out.", "skip").heads(),
            key("timeout", Form.TIME, "The longest it may take.", "1m"),
            key("takes", Form.TIME_SPAN, "How long it takes, to plan with.", "30s"),
            key("action", ACTION, "What it does instead.", "{run: ./fast.sh}"),
            key("detach", Form.FLAG, "For a built-in step: without the old side.", "true"));

    private static final Block VARIANT_TIMES = block(
            "variantTimes",
            key("timeout", Form.TIME, "The longest it may take in this kind of move.", "8m"),
            key("takes", Form.TIME_SPAN, "How long it takes in this kind of move, to plan with.", "5m"));

    private static final Word PROMOTER = Word.explained(
            "human", "A person: the time of people counts for this store, also with `mode: automatic`.",
            "provider", "The managed service of the store, by itself.",
            "operator", "Software beside the store, by itself; no figure of Meridian's agents counts.",
            "script", "The owner's script, in its place in the plan.",
            "pipeline", "A job of the owner's pipeline, in its place in the plan.");

    private static final Word DOER = Word.explained(
            "human", "A person does it, by a runbook or by hand.",
            "meridian", "An agent of Meridian runs it.",
            "script", "The owner's script does it, outside of Meridian's agents.",
            "pipeline", "A job of the owner's pipeline does it.");

    private static final Word STARTER = Word.explained(
            "human",
                    "A person starts it: the time of people counts where it is waited for, also with `mode: automatic`.",
            "alarm", "An alarm, an event or the step before it starts it, and nobody is asked.");

    private static final Block TIMES = block(
            "times",
            key(
                    "by",
                    PROMOTER,
                    "With `promote`: what promotes this store, where that is not what moves the application.",
                    "human"),
            key("timeout", Form.TIME, "The longest it may take.", "8m"),
            key("takes", Form.TIME_SPAN, "How long, to plan with: `5m`, or a range `5m..8m`.", "5m"),
            key("graceful", VARIANT_TIMES, "Its times when there is time.", "{takes: 1m}"),
            key("forced", VARIANT_TIMES, "Its times when there is none.", "{takes: 8m, timeout: 15m}"));

    static final Named STEPS_BLOCK = new Named(
            Form.NAME,
            entry(
                    "STEP",
                    key(
                            "after",
                            STEPS,
                            "Steps that must have ended; not for a built-in one, whose place is fixed.",
                            "promote"),
                    key("before", STEPS, "Steps that wait for it; not for a built-in one.", "route"),
                    key(
                            "in",
                            REGION.or("lost", "target"),
                            "Where it runs or writes: the region that is `lost` (it cannot end while that region is"
                                    + " gone), the `target` that takes over, or one region by name; not for a built-in"
                                    + " one.",
                            "lost"),
                    key(
                                    "by",
                                    DOER,
                                    "What does it; not for a built-in one, but see `of.STORE.by` of `promote`.",
                                    "human")
                            .otherwise("meridian"),
                    key("startedBy", STARTER, "What starts it; as `mode` says if silent.", "alarm"),
                    key(
                            "takes",
                            Form.TIME_SPAN,
                            "How long it takes, to plan with; the planned column of `assess` counts it.",
                            "15m"),
                    key(
                            "timeout",
                            Form.TIME,
                            "The longest it may take: the plan fails then, and the worst column of `assess` counts it."
                                    + " A published limit is a `timeout`, no `takes`; without `takes` it is planned"
                                    + " with.",
                            "3m"),
                    key("run", Form.TEXT, "Short for `action: {run: …}`; not for a built-in one.", "./stop-imports.sh"),
                    key("action", ACTION, "What it does; not for a built-in one.", "{restart: pricing}"),
                    key("graceful", VARIANT, "How it differs when there is time.", "{timeout: 10m}"),
                    key("forced", VARIANT, "How it differs when there is none.", "skip"),
                    key(
                                    "onFailure",
                                    Word.of("stop", "continue", "compensate"),
                                    "What follows when it fails; not for a built-in one.",
                                    "continue")
                            .otherwise("stop"),
                    key(
                            "of",
                            new Named(Reference.to(Kind.STORE, Kind.SERVICE), TIMES),
                            "For a built-in step: times for one store or service.",
                            "{ledger: {timeout: 8m}}")));

    private static final Block LEASE = block(
            "lease",
            key("duration", Form.TIME, "How long a renewal is good for.", "10s"),
            key("margin", Form.TIME, "How long before its end the holder fences itself.", "2s"),
            key("wait", Form.TIME, "How long a challenger waits.", "15s"),
            key("drift", Form.SHARE, "How far the rate of a clock may be off.", "0.1%"),
            key("renewEvery", Form.TIME, "How often the holder renews.", "1s"),
            key("silentAfter", Form.TIME, "So long after its last renewal the holder counts as silent.", "2s"));

    private static final Block PATIENCE = block(
            "patience",
            key("catchUp", Form.TIME, "How long the first choice may fetch what another survivor has.", "2s"),
            key("stop", Form.TIME, "How long a holder may take to stop that hands the role home.", "10s"));

    private static final Block FENCE = block(
            "fence",
            key("within", Form.TIME, "The longest a fence takes.", "3s").needed());

    private static final Block PROBE = entry(
            "PROBE",
            key(
                            "kind",
                            Word.of("http", "https", "tcp", "sql-read", "canary-write", "replication", "application"),
                            "What it asks.",
                            "http")
                    .needed(),
            key("to", SchemaParts.ANYTHING, "Whom it asks, in the region that is judged.", "web"),
            key("host", Form.HOST, "Instead of `to`.", "shop.example.com"),
            key("port", Form.PORT, "The port.", "443"),
            key("path", Form.HTTP_PATH, "The path.", "/health"),
            key("every", Form.TIME, "How often.", "10s"),
            key("timeout", Form.TIME, "How long an answer may take.", "4s"),
            key("failures", Form.POSITIVE, "How many of the last ones failed for a verdict.", "3"),
            key("window", Form.POSITIVE, "How many the last ones are.", "4"),
            key(
                    "accept",
                    SchemaParts.STATUSES,
                    "The HTTP status codes that count as healthy, with `http` and `https`.",
                    "[200, 204, 3xx]"),
            key("shallow", Form.FLAG, "Whether its answer asks no store, as that of a fixed page does.", "true")
                    .otherwise("false"),
            key("decides", Form.FLAG, "Whether its result counts for a verdict; else it only observes.", "false")
                    .otherwise("true"));

    private static final Block VANTAGE = block(
            "VANTAGE",
            key("at", PLACES, "Where.", "[paris]").needed(),
            key("provider", Form.TEXT, "Whose.", "checkpoints"),
            absent());

    private static final Block TRIGGER = block(
            "TRIGGER",
            key("when", new Values(Reference.to(Kind.PROBE)), "The probes that failed, all of them.", "[site, write]"),
            key("signal", Form.TEXT, "Something else than the workload's health.", "provider-health-event"),
            key("in", Form.PLACE, "Where the alarm behind it lives.", "us-east-1"),
            key(
                            "missing",
                            Word.of("failing", "healthy", "unknown"),
                            "What figures count as that do not arrive, for example because the alarm's own region is lost.",
                            "failing")
                    .otherwise("unknown"),
            key(
                    "agree",
                    Form.AGREEMENT,
                    "How many of the vantages must see it, `2 of 3`; a vantage in the judged region, or one that asks through its"
                            + " link, fails with it.",
                    "2 of 3"),
            key("for", Form.TIME, "For how long.", "5m"),
            key("act", Word.of("failover", "notify", "ignore"), "What then.", "notify")
                    .needed(),
            absent());

    private static final Block CONTROL = block(
            "control",
            key("in", new Values(REGION), "Where it runs; everywhere if silent.", "[us-east-1]"),
            key("stateIn", PLACES, "Where it keeps what it knows.", "[us-east-1]"),
            key("runs", RUNS, "What decides and moves; with `manual` it is what the person starts.", "operator")
                    .otherwise("meridian"),
            key("dependsOn", new Values(SchemaParts.ANYTHING), "What it needs.", "[identity]"),
            key(
                    "timeout",
                    Form.TIME,
                    "After how long it ends the whole plan, done or not: the limit of a function, a job or a pipeline.",
                    "15m"));

    private static final Block WITNESS = block(
            "witness",
            key("region", Form.PLACE, "Where it is.", "eu-central-1").needed().heads(),
            key("near", Form.PLACE, "A region of the catalogue beside it.", "eu-central-1"));

    private static final Block FAILBACK = block(
            "failback",
            key("mode", MODE, "Who starts it.", "approved"),
            key("after", Form.TIME, "Not before.", "24h"),
            key("window", Form.WINDOW, "When it may start by itself.", "Sun 04:00-05:00 UTC"),
            key("steps", STEPS_BLOCK, "Steps of the way back.", "{tell: {after: verify, run: ./tell.sh}}"));

    private static final Block HUMAN = block(
            "human",
            key("notice", Form.TIME, "Until somebody looks.", "5m"),
            key("decide", Form.TIME, "Until they have decided.", "10m"));

    private static final Block EVENT = block(
            "event",
            key("source", Form.TEXT, "Who sends it.", "custom.disaster-recovery")
                    .needed(),
            key("detailType", Form.TEXT, "How it is called.", "\"Manual Failover Request\""),
            key("fields", SchemaParts.TEXTS, "What it says.", "[target_region, reason]"));

    private static final Block REQUESTS = block(
            "requests",
            key("command", Form.FLAG, "Whether a command asks for a failover.", "true"),
            key("api", Form.FLAG, "Whether a call of the API does.", "true"),
            key("event", EVENT, "The event that does.", "{source: custom.disaster-recovery}"));

    private static final Block DRILLS = block(
            "drills",
            key("every", Form.CADENCE, "How often one is made.", "monthly")
                    .needed()
                    .heads(),
            key("perRegion", Form.FLAG, "Whether each region has its own.", "true"),
            key(
                    "environment",
                    Reference.to(Kind.ENVIRONMENT),
                    "The environment in which they are made; the system that the file describes if silent.",
                    "staging"));

    private static final Block SCALE = block(
            "scale",
            key("to", Form.PERCENT, "How large the new side becomes.", "150%").needed(),
            key("of", Form.PEAK, "Of what.", "peak 7d"));

    static final Block FAILOVER = block(
            "failover",
            key("mode", MODE, "Who starts it.", "approved").otherwise("approved"),
            key("profile", Word.of("default", "quick", "cautious"), "A named set of times.", "quick")
                    .otherwise("default"),
            key("hold", Form.TIME, "How long a verdict must stand.", "60s"),
            key(
                    "lease",
                    Shape.orNone(LEASE),
                    "The times of the writer's lease, or `none` where there is none; those of `profile` if silent.",
                    "{duration: 10s}"),
            key(
                    "fence",
                    Shape.orNone(FENCE),
                    "The bound of a fence, or `none` where nothing fences the old primary; that of `profile` if silent.",
                    "{within: 3s}"),
            key("freshness", Form.TIME, "How old the word of a vantage may be.", "14s"),
            key("patience", PATIENCE, "What is waited for that could be gone on without.", "{catchUp: 2s}"),
            key("cooldown", Form.TIME, "No second automatic move within it.", "30m"),
            key("storm", Form.TIME, "No automatic move so soon after a second place fell silent.", "5m"),
            key("maxLoss", Form.TIME, "Never promote above it; the store's rpo if silent.", "15m"),
            key(
                            "withoutQuorum",
                            Word.of("stop", "failsafe"),
                            "Writes without a control plane; both stop, `assess` says when.",
                            "stop")
                    .otherwise("stop"),
            key("targets", new Values(REGION), "Where to, in order of preference.", "[eu-west-1]"),
            key("after", new Values(SchemaParts.APPLICATION), "Applications that move before.", "[invoicing]"),
            key(
                    "excludes",
                    new Values(SchemaParts.APPLICATION),
                    "Applications whose moves must not run at the same time as this one's; `assess` judges whether"
                            + " they can, and no engine waits for them.",
                    "[invoicing]"),
            key(
                    "order",
                    new Values(PHASE),
                    "The built-in steps as the plan that exists runs them, where that is not their usual order; judged"
                            + " only, since Meridian's engine keeps its order.",
                    "[detect, scale, route, promote]"),
            key("control", CONTROL, "Where the control of the failover runs.", "{in: [us-east-1, eu-west-1]}"),
            key("witness", WITNESS, "A place that votes and holds no data.", "eu-central-1"),
            key("failback", FAILBACK, "The way back.", "{mode: approved}"),
            key("human", HUMAN, "The time of people.", "{notice: 5m, decide: 10m}"),
            key("observes", new Values(OBSERVED), "What is watched for it.", "[application, database]"),
            key(
                    "probes",
                    new Named(Form.NAME, PROBE).reserving("none"),
                    "What is asked again and again.",
                    "{site: {kind: http, to: web, path: /health}}"),
            key("vantages", new Named(Form.NAME, VANTAGE), "Where probes are asked from.", "{outside: {at: [paris]}}"),
            key(
                    "triggers",
                    new Named(Form.NAME, TRIGGER),
                    "What makes something happen.",
                    "{lost: {when: site, act: failover}}"),
            key(
                    "steps",
                    STEPS_BLOCK,
                    "Steps of the plan: the built-in ones of `failover.order` by their names, and others between them.",
                    "{tell: {after: verify, run: ./tell.sh}}"),
            key("scale", SCALE, "How far the new side grows.", "{to: 150%, of: peak 7d}"),
            key("degrade", Word.of("graceful", "none"), "What readers get while nobody serves.", "graceful")
                    .otherwise("none"),
            key(
                    "lock",
                    Word.of("distributed", "none"),
                    "What keeps two sides apart beside the fence; a lock alone stops no writer that holds it already.",
                    "distributed"),
            key("requests", REQUESTS, "How somebody asks for one.", "{command: true}"),
            key("drills", DRILLS, "How often it is tried.", "monthly"));

    private SchemaFailover() {}
}
