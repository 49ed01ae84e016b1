package dev.meridian.topology;

import dev.meridian.units.RegionName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Pattern;

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
    /// @param later keys of the format that this program does not read yet
    record Block(String name, SequencedMap<String, Key> keys, List<String> later) implements Shape {
        /// The key whose value a bare scalar in the place of the block is.
        Optional<Key> headline() {
            return keys.values().stream().filter(Key::headline).findFirst();
        }

        Optional<Key> key(String name) {
            return Optional.ofNullable(keys.get(name));
        }

        Block later(String... names) {
            return new Block(name, keys, List.of(names));
        }
    }

    /// Blocks under names that the user chooses, or that refer to something.
    ///
    /// @param names what a name must be
    record Named(Type names, Block of) implements Shape {}

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
            return new Key(name, shape, required, headline, true, silent, doc, example);
        }

        Key otherwise(String value) {
            return new Key(name, shape, required, headline, regional, Optional.of(value), doc, example);
        }
    }

    static Key key(String name, Shape shape, String doc, String example) {
        return new Key(name, shape, false, false, false, Optional.empty(), doc, example);
    }

    static Key key(String name, Type type, String doc, String example) {
        return key(name, new Value(type), doc, example);
    }

    static Block block(String name, Key... keys) {
        SequencedMap<String, Key> map = new LinkedHashMap<>();
        for (Key key : keys) {
            map.put(key.name(), key);
        }
        return new Block(name, map, List.of());
    }

    /// What one scalar may be.
    sealed interface Type {}

    /// One of a few words.
    record Word(List<String> words) implements Type {
        static Word of(String... words) {
            return new Word(List.of(words));
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
        SERVICE("service"),
        STORE("store"),
        EXTERNAL("external"),
        APPLICATION("application"),
        ACCOUNT("account"),
        PROBE("probe"),
        STEP("step"),
        MEMBER("member of this store"),
        ENVIRONMENT("environment");

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

    /// Text of a certain form.
    enum Form implements Type {
        TEXT("text", ".+") {
            @Override
            boolean accepts(String text) {
                return !text.isBlank();
            }
        },
        NAME("a name: lower-case letters, digits and single hyphens, a letter first, at most 63", "") {
            @Override
            boolean accepts(String text) {
                return RegionName.isName(text);
            }
        },
        PLACE("the name of a region or a place, as its provider writes it", "") {
            @Override
            boolean accepts(String text) {
                return RegionName.isName(text);
            }
        },
        FLAG("`true` or `false`", "true|false"),
        WHOLE("a whole number", "\\d{1,9}"),
        POSITIVE("a whole number from 1 on", "[1-9]\\d{0,8}"),
        COUNT("a number or a range: `3`, `2..10`, `2..`", "") {
            @Override
            boolean accepts(String text) {
                return Scalars.count(text).isPresent();
            }
        },
        SOME("a number from 1 on, or a range: `3`, `2..10`, `2..`", "") {
            @Override
            boolean accepts(String text) {
                return Scalars.count(text)
                        .filter(count ->
                                count.least().orElse(1) >= 1 && count.most().orElse(1) >= 1)
                        .isPresent();
            }
        },
        PORT("a port from 1 to 65535", "") {
            @Override
            boolean accepts(String text) {
                int port = Scalars.whole(text).orElse(0);
                return port >= 1 && port <= 65_535;
            }
        },
        TIME("a time with its unit: `250ms`, `30s`, `15m`, `4h`, `7d`, `1h30m`", "") {
            @Override
            boolean accepts(String text) {
                return Scalars.time(text).isPresent();
            }
        },
        TIME_OR_TRUE("a time with its unit, or `true` where the time is not stated", "") {
            @Override
            boolean accepts(String text) {
                return text.equals("true") || Scalars.time(text).isPresent();
            }
        },
        CADENCE("a time with its unit, or `weekly`, `monthly`, `quarterly`, `yearly`", "") {
            @Override
            boolean accepts(String text) {
                return List.of("weekly", "monthly", "quarterly", "yearly").contains(text)
                        || Scalars.time(text).isPresent();
            }
        },
        SHARE("a percentage: `99.95%`, from 0% to 100%", "") {
            @Override
            boolean accepts(String text) {
                return Scalars.share(text).orElse(2) <= 1;
            }
        },
        DATE("a date: `2027-03-31`", "") {
            @Override
            boolean accepts(String text) {
                return Scalars.date(text).isPresent();
            }
        },
        HTTP_PATH("a path that begins with `/`", "/\\S*"),
        HOST("a DNS name: labels of letters, digits and hyphens between dots, each of at most 63", "") {
            @Override
            boolean accepts(String text) {
                return Scalars.isHost(text);
            }
        },
        FINDING("the id of a finding: `MER-0107`", "MER-\\d{4}"),
        PATH("a path in this file: `data.orders`", "[A-Za-z0-9.@-]+"),
        AGREEMENT("so many of so many: `2 of 3`", "") {
            @Override
            boolean accepts(String text) {
                return Scalars.agreement(text).isPresent();
            }
        };

        private final String says;
        private final Pattern pattern;

        Form(String says, String pattern) {
            this.says = says;
            this.pattern = Pattern.compile(pattern);
        }

        /// The form in words, for a message.
        String says() {
            return says;
        }

        boolean accepts(String text) {
            return pattern.matcher(text).matches();
        }
    }
}
