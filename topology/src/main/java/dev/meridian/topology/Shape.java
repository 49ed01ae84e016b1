package dev.meridian.topology;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;

/// What may stand somewhere in a topology. The format is a value of this type ([SchemaV1]); reader, published JSON
/// Schema and reference are made from it.
sealed interface Shape {
    /// One value.
    record Value(Type type) implements Shape {}

    /// A list of values; a list of one may be written as its item.
    record Values(Type item) implements Shape {}

    /// Known keys.
    ///
    /// @param name what one is called, in upper case where it stands for a user's name in a path
    record Block(String name, SequencedMap<String, Key> keys) implements Shape {
        /// The key whose value a bare scalar in the place of the block is.
        Optional<Key> headline() {
            return keys.values().stream().filter(Key::headline).findFirst();
        }

        Optional<Key> key(String name) {
            return Optional.ofNullable(keys.get(name));
        }

        /// The same block where all of it may differ by region.
        Block perRegion() {
            SequencedMap<String, Key> regional = new LinkedHashMap<>();
            keys.forEach((key, value) -> regional.put(key, value.perRegion()));
            return new Block(name, regional);
        }
    }

    /// Blocks or values under names that the user chooses, or that refer to something.
    ///
    /// @param names what a name must be
    /// @param headline the name whose value a bare scalar in the place of all is
    /// @param reserved words that stand beside these names in references, so that nothing can be called so
    record Named(Type names, Shape of, Optional<String> headline, List<String> reserved) implements Shape {
        Named(Type names, Shape of) {
            this(names, of, Optional.empty(), List.of());
        }

        Named(Type names, Type of) {
            this(names, new Value(of));
        }

        Named heads(String name) {
            return new Named(names, of, Optional.of(name), reserved);
        }

        /// The same where references take these words for something else.
        Named reserving(String... words) {
            return new Named(names, of, headline, List.of(words));
        }

        /// What stands for a user's name in a path.
        String entry() {
            boolean hasName = of instanceof Block block
                    && block.name().equals(block.name().toUpperCase(Locale.ROOT));
            return switch (names) {
                case Reference(List<Kind> kinds, List<String> _)
                when kinds.size() == 1 -> kinds.getFirst().word().toUpperCase(Locale.ROOT);
                case Form form when form == Form.PLACE -> "REGION";
                case Form _ when hasName && of instanceof Block block -> block.name();
                case Form _, Reference _, Word _ -> "NAME";
            };
        }
    }

    /// A plain form and a richer one of the same thing: a value or a list of them, a list or a block of entries, a
    /// word or a block of keys. How it is written decides which of the two it is.
    ///
    /// @param plain one value, or a list
    /// @param rich a list where `plain` is one value, else a block or entries under names of the user
    record Either(Shape plain, Shape rich) implements Shape {
        Shape of(Tree tree) {
            boolean isRich = switch (tree) {
                case Tree.Scalar _ -> false;
                case Tree.Items _ -> rich instanceof Values;
                case Tree.Block _ -> rich instanceof Named || rich instanceof Block;
            };
            return isRich ? rich : plain;
        }
    }

    /// The sections of the file once more, in part.
    ///
    /// @param regional whether only keys that may differ by region can stand there
    record Overrides(boolean regional) implements Shape {}

    /// A key of a block.
    ///
    /// @param silent the value of version 1 where nobody says; empty if absence means "not said"
    /// @param regional whether it may differ by region
    record Key(
            String name,
            Shape shape,
            boolean required,
            boolean headline,
            boolean regional,
            Optional<String> silent,
            String doc,
            String example) {
        Key needed() {
            return new Key(name, shape, true, headline, regional, silent, doc, example);
        }

        Key heads() {
            return new Key(name, shape, required, true, regional, silent, doc, example);
        }

        Key perRegion() {
            return new Key(name, Shape.perRegion(shape), required, headline, true, silent, doc, example);
        }

        Key otherwise(String value) {
            return new Key(name, shape, required, headline, regional, Optional.of(value), doc, example);
        }
    }

    private static Shape perRegion(Shape shape) {
        return switch (shape) {
            case Block block -> block.perRegion();
            case Named named -> new Named(named.names, perRegion(named.of), named.headline, named.reserved);
            case Either(Shape plain, Shape rich) -> new Either(perRegion(plain), perRegion(rich));
            case Value _, Values _, Overrides _ -> shape;
        };
    }

    /// Whether there is no block with keys in it: a value, a list, or values under names.
    default boolean isLeaf() {
        return switch (this) {
            case Value _, Values _ -> true;
            case Named named -> named.of.isLeaf();
            case Either either -> either.plain.isLeaf();
            case Block _, Overrides _ -> false;
        };
    }

    static Key key(String name, Shape shape, String doc, String example) {
        return new Key(name, shape, false, false, false, Optional.empty(), doc, example);
    }

    static Key key(String name, Type type, String doc, String example) {
        return key(name, new Value(type), doc, example);
    }

    /// A block, or the word `none` where there is no such thing; silence means the default.
    static Either orNone(Block block) {
        return new Either(new Value(Word.of("none")), block);
    }

    static Block block(String name, Key... keys) {
        SequencedMap<String, Key> map = new LinkedHashMap<>();
        for (Key key : keys) {
            map.put(key.name(), key);
        }
        return new Block(name, map);
    }

    /// What one scalar may be.
    sealed interface Type permits Word, Reference, Form {}

    /// One of a few words.
    ///
    /// @param meanings a sentence about each word, in the order of the words; empty where the key says enough
    record Word(List<String> words, List<String> meanings) implements Type {
        static Word of(String... words) {
            return new Word(List.of(words), List.of());
        }

        /// Words with a sentence about each: `word`, its meaning, the next word, and so on.
        static Word explained(String... wordsAndMeanings) {
            List<String> words = new ArrayList<>();
            List<String> meanings = new ArrayList<>();
            for (int i = 0; i < wordsAndMeanings.length; i += 2) {
                words.add(wordsAndMeanings[i]);
                meanings.add(wordsAndMeanings[i + 1]);
            }
            return new Word(List.copyOf(words), List.copyOf(meanings));
        }
    }

    /// The name of something else in the file.
    ///
    /// @param also words that may stand instead
    record Reference(List<Kind> kinds, List<String> also) implements Type {
        static Reference to(Kind... kinds) {
            return new Reference(List.of(kinds), List.of());
        }

        Reference or(String... words) {
            return new Reference(kinds, List.of(words));
        }
    }

    /// What a reference may lead to.
    enum Kind {
        REGION("region"),
        PLACE("place"),
        SERVICE("service"),
        STORE("store"),
        EXTERNAL("external"),
        APPLICATION("application"),
        ACCOUNT("account"),
        PROBE("probe"),
        STEP("step"),
        MEMBER("member of this store"),
        ENVIRONMENT("environment"),
        NODES("group of nodes"),
        DATA_CLASS("data class"),
        SECRET("secret");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }

        String withArticle() {
            return ("aeiou".indexOf(word.charAt(0)) >= 0 ? "an " : "a ") + word;
        }
    }
}
