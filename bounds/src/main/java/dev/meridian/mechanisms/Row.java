package dev.meridian.mechanisms;

import dev.meridian.blueprint.ReplicationMode;
import dev.meridian.blueprint.StoreKind;
import dev.meridian.bounds.Span;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A row of a table while it is written. Its source completes it.
final class Row {
    /// The month in which the tables were written and their sources looked up.
    static final String MONTH = "2026-11";

    /// A copy that no commit waits for.
    static final List<ReplicationMode> ASYNCHRONOUS = List.of(ReplicationMode.ASYNC, ReplicationMode.PROVIDER);

    /// Writes in several places.
    static final List<ReplicationMode> ANYWHERE =
            List.of(ReplicationMode.MULTI_PRIMARY, ReplicationMode.ASYNC, ReplicationMode.PROVIDER);

    /// Writes in several places that agree before they acknowledge.
    static final List<ReplicationMode> AGREED = List.of(
            ReplicationMode.QUORUM, ReplicationMode.SYNC, ReplicationMode.MULTI_PRIMARY, ReplicationMode.PROVIDER);

    /// Every mode: the product has no copy elsewhere, however the topology describes one.
    static final List<ReplicationMode> ANY = List.of(ReplicationMode.values());

    private final Provider provider;
    private final String id;
    private final String name;
    private final List<StoreKind> kinds = new ArrayList<>();
    private final List<ReplicationMode> modes = new ArrayList<>();
    private final List<String> words = new ArrayList<>();
    private final List<String> levels = new ArrayList<>();
    private boolean onlyNamed;
    private Mechanism.Covers covers = Mechanism.Covers.ZONE;
    private boolean strong;
    private Mechanism.Writers writers = Mechanism.Writers.ONE;
    private Mechanism.Starter starter = Mechanism.Starter.ITSELF;
    private Span recovery = Span.from(Duration.ZERO);
    private Span loss = Span.from(Duration.ZERO);
    private boolean committed;
    private String onLoss = "";
    private String onCut = "";

    private Row(Provider provider, String id, String name) {
        this.provider = provider;
        this.id = id;
        this.name = name;
    }

    /// Begins a row: it covers a zone, starts by itself, has one writer, loses an unknown amount and takes an
    /// unknown time until the row says otherwise.
    static Row of(Provider provider, String id, String name) {
        return new Row(provider, id, name);
    }

    Row kinds(StoreKind... more) {
        kinds.addAll(List.of(more));
        return this;
    }

    Row words(List<String> more) {
        words.addAll(more);
        return this;
    }

    Row words(String... more) {
        return words(List.of(more));
    }

    Row levels(String... more) {
        levels.addAll(List.of(more));
        return this;
    }

    /// Without `via` a store of this kind is another product.
    Row onlyNamed() {
        onlyNamed = true;
        return this;
    }

    /// Inside one region, where the mode of the copies makes a difference.
    Row inModes(List<ReplicationMode> all) {
        modes.addAll(all);
        return this;
    }

    Row region(List<ReplicationMode> all) {
        covers = Mechanism.Covers.REGION;
        modes.addAll(all);
        return this;
    }

    Row region(ReplicationMode... all) {
        return region(List.of(all));
    }

    /// Restores are started by a person.
    Row damage() {
        covers = Mechanism.Covers.DAMAGE;
        starter = Mechanism.Starter.PERSON;
        return this;
    }

    /// Restores are started by a person.
    Row damageElsewhere() {
        covers = Mechanism.Covers.DAMAGE_ELSEWHERE;
        starter = Mechanism.Starter.PERSON;
        return this;
    }

    /// An acknowledged write is in another failure domain, so nothing is lost.
    Row strong() {
        strong = true;
        loss = Span.ZERO;
        return this;
    }

    Row everyWriter() {
        writers = Mechanism.Writers.EVERY;
        return this;
    }

    Row by(Mechanism.Starter who) {
        starter = who;
        return this;
    }

    Row takes(Span span) {
        recovery = span;
        return this;
    }

    Row loses(Span span) {
        loss = span;
        return this;
    }

    /// Its provider owes the plan of the loss by a service level agreement.
    Row committed() {
        committed = true;
        return this;
    }

    Row onLoss(String sentence) {
        onLoss = sentence;
        return this;
    }

    Row onCut(String sentence) {
        onCut = sentence;
        return this;
    }

    /// Completes the row with a publication that was read.
    Mechanism read(String text) {
        return complete(Source.read(text, MONTH));
    }

    /// Completes the row with a publication that is cited from memory.
    Mechanism recalled(String text) {
        return complete(Source.recalled(text, MONTH));
    }

    private Mechanism complete(Source source) {
        return new Mechanism(
                id, provider, name, kinds, modes, words, onlyNamed, levels, covers, strong, writers, starter, recovery,
                loss, committed, onLoss, onCut, source);
    }

    static Span seconds(long best, long plan) {
        return Span.of(Duration.ofSeconds(best), Duration.ofSeconds(plan));
    }

    static Span minutes(long best, long plan) {
        return Span.of(Duration.ofMinutes(best), Duration.ofMinutes(plan));
    }

    /// Nothing bounds it from above.
    static Span atLeast(Duration best) {
        return Span.from(best);
    }

    /// The loss of a copy that no commit waits for: more than nothing, and no publication bounds it.
    static Span underWay() {
        return Span.from(Duration.ofMillis(1));
    }

    /// A time that is not published.
    static Span unpublished() {
        return Span.from(Duration.ZERO);
    }
}
