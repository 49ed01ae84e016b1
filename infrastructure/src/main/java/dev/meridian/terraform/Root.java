package dev.meridian.terraform;

import dev.meridian.hcl.Block;
import dev.meridian.hcl.Expression;
import dev.meridian.hcl.Hcl;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

/// A folder that is planned and applied by itself, with a state of its own.
public final class Root {
    private final String path;
    private final SequencedMap<String, List<Block>> files;
    private final List<Block> blocks;
    private final SequencedMap<String, List<Block>> kinds;

    /// A root of these files.
    ///
    /// @param path below `terraform/`: `regions/eu-west-1`
    /// @param files by name, with what each of them says
    public Root(String path, SequencedMap<String, List<Block>> files) {
        this.path = path;
        this.files = new LinkedHashMap<>(files);
        this.blocks = files.values().stream().flatMap(List::stream).toList();
        this.kinds = byKind(blocks);
    }

    /// Blocks by what they are one of, as [Block#kind()] has it.
    public static SequencedMap<String, List<Block>> byKind(List<Block> blocks) {
        SequencedMap<String, List<Block>> kinds = new LinkedHashMap<>();
        for (Block block : blocks) {
            kinds.computeIfAbsent(block.kind(), _ -> new ArrayList<>()).add(block);
        }
        return kinds;
    }

    /// Where it is, below `terraform/`.
    public String path() {
        return path;
    }

    /// Its files by name, with what each of them says.
    public SequencedMap<String, List<Block>> files() {
        return Collections.unmodifiableSequencedMap(files);
    }

    /// As roots call what belongs to something of this name.
    public static String label(String name) {
        return name.replace('-', '_').replace('.', '_');
    }

    /// Everything that it says, in the order of its files.
    public List<Block> blocks() {
        return blocks;
    }

    /// The same by what it is one of: `aws_lb`, `data.aws_lb`, `provider`.
    public SequencedMap<String, List<Block>> kinds() {
        return Collections.unmodifiableSequencedMap(kinds);
    }

    /// All of a kind.
    public List<Block> of(String kind) {
        return Collections.unmodifiableList(kinds.getOrDefault(kind, List.of()));
    }

    /// The region of AWS that has its state; empty for one that keeps it beside itself or in another cloud.
    public Optional<String> keeper() {
        return kept("region");
    }

    /// What it says of the place where its state is; empty where that is beside it, or where it says nothing of
    /// the kind.
    ///
    /// @param key as backends call it: `bucket`
    public Optional<String> kept(String key) {
        return backend().flatMap(backend -> backend.text(key));
    }

    /// Whether its state is kept somewhere else than beside it.
    public boolean isKept() {
        return backend().isPresent();
    }

    /// Where its state is; empty where that is beside it.
    public Optional<Block> backend() {
        return settings("backend").findFirst();
    }

    /// The regions that its providers ask.
    public List<String> regions() {
        return of("provider").stream()
                .flatMap(provider -> provider.text("region").stream())
                .toList();
    }

    /// Where the provider works that something is made with; empty for one that works everywhere.
    public Optional<String> region(Block made) {
        Optional<String> alias = made.at("provider")
                .filter(Expression.Reference.class::isInstance)
                .map(provider -> ((Expression.Reference) provider).path())
                .map(path -> path.substring(path.indexOf('.') + 1));
        return of("provider").stream()
                .filter(provider -> provider.text("alias").equals(alias))
                .flatMap(provider -> provider.text("region").stream())
                .findFirst();
    }

    /// Whether it is built by this provider.
    ///
    /// @param provider as roots call it: `google`
    public boolean asks(String provider) {
        return settings("required_providers")
                .anyMatch(providers -> providers.at(provider).isPresent());
    }

    private Stream<Block> settings(String type) {
        return of("terraform").stream()
                .flatMap(block -> block.body().stream())
                .flatMap(item ->
                        item instanceof Block block && block.type().equals(type) ? Stream.of(block) : Stream.of());
    }

    /// The names that resources of a type have where they are built.
    public List<String> names(String type) {
        return of(type).stream()
                .flatMap(block -> block.at("name").stream())
                .map(name -> ((Expression.Text) name).text())
                .toList();
    }

    /// Its files as text, by their path below `terraform/`, each beginning with these lines of comment.
    public SequencedMap<String, String> texts(String head) {
        SequencedMap<String, String> texts = new LinkedHashMap<>();
        files.forEach((name, blocks) -> texts.put(path + "/" + name, Hcl.text(head + "\n", blocks)));
        return texts;
    }
}
