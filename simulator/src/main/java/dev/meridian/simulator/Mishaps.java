package dev.meridian.simulator;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// What goes wrong by chance in one world, each with a name and dice of its own.
///
/// With one stream of chance for all, whoever leaves one mishap out has drawn another world. Here each is drawn
/// from a stream that only its name decides, so that all others stay what they were, and a world can be asked for
/// with some of them alone.
final class Mishaps {
    private final World world;
    private final Dice dice;
    private final Optional<Set<String>> only;
    private final List<Mishap> happened = new ArrayList<>();

    /// @param only those that may happen; without it all that the dice say
    Mishaps(World world, Dice dice, Optional<List<String>> only) {
        this.world = world;
        this.dice = dice;
        this.only = only.map(LinkedHashSet::new);
    }

    /// In the order in which they did.
    List<Mishap> happened() {
        return List.copyOf(happened);
    }

    /// One that can come but once.
    Chance once(Mishap.Kind kind) {
        return once(kind.word());
    }

    /// One that can come but once at a place.
    Chance once(Mishap.Kind kind, Place place) {
        return once(kind.at(place));
    }

    private Chance once(String id) {
        return new Chance(id, 0, dice.split(id.hashCode()));
    }

    /// Those that can come again and again, numbered from 1.
    Source source(Mishap.Kind kind) {
        return new Source(kind.word());
    }

    /// Those that can come again and again at one place.
    Source source(Mishap.Kind kind, Place place) {
        return new Source(kind.at(place));
    }

    /// Mishaps of one kind, at one place if they have one; without a name they are just numbers.
    final class Source {
        private final String name;
        private final Dice own;
        private int count;

        private Source(String name) {
            this.name = name;
            this.own = dice.split(name.hashCode());
        }

        /// The next one that could happen, whether it does or not.
        Chance next() {
            int number = ++count;
            return new Chance(name, number, own.split(number));
        }
    }

    /// Something that may happen.
    final class Chance {
        final Dice dice;
        private final String name;
        /// 0 for one that can come but once.
        private final int number;

        private Chance(String name, int number, Dice dice) {
            this.name = name;
            this.number = number;
            this.dice = dice;
        }

        /// Most never come: it is put together only for those that do.
        private String id() {
            if (number == 0) {
                return name;
            }
            return name.isEmpty() ? "" + number : name + "." + number;
        }

        /// Whether it may come in this world.
        boolean isWanted() {
            return only.isEmpty() || only.get().contains(id());
        }

        /// It comes now, unless it is left out.
        ///
        /// @return whether it does
        boolean strikes(Supplier<String> what) {
            boolean isWanted = isWanted();
            if (isWanted) {
                happened.add(new Mishap(id(), what.get(), world.now / 1e9));
            }
            return isWanted;
        }
    }
}
