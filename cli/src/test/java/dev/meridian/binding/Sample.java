package dev.meridian.binding;

import java.util.ArrayList;
import java.util.List;

/// Switches and records of every kind, and what comes of them as one text.
final class Sample {
    private Sample() {}

    sealed interface Shape {
        static String named(Shape shape) {
            return switch (shape) {
                case Circle(double radius) when radius > 1 -> "large " + radius;
                case Circle circle -> "circle " + circle;
                case Sheet(Circle _, Circle(double inner)) -> "sheet around " + inner;
                case Sheet(Shape outer, Shape inner) -> named(outer) + " and " + named(inner);
                case Nothing _ -> "nothing";
            };
        }
    }

    record Circle(double radius) implements Shape {}

    record Sheet(Shape outer, Shape inner) implements Shape {}

    record Nothing() implements Shape {}

    record Kinds(
            boolean a, byte b, char c, double d, float e, int f, long g, short h, String text, List<String> list) {}

    enum Side {
        LEFT,
        RIGHT
    }

    public static String told() {
        List<Object> all = values();
        List<String> told = new ArrayList<>();
        for (Object one : all) {
            told.add(one + " " + (one instanceof Record ? one.hashCode() : "") + " " + told(one));
            for (Object other : all) {
                told.add(one + (one.equals(other) ? " is " : " is not ") + other);
            }
        }
        told.add(told(null));
        return String.join("\n", told);
    }

    private static List<Object> values() {
        record Local(int number) {}
        List<Object> values = new ArrayList<>(List.of(
                new Nothing(),
                new Circle(0.5),
                new Circle(2),
                new Circle(Double.NaN),
                new Circle(-0.0),
                new Circle(0.0),
                new Sheet(new Circle(3), new Circle(1)),
                new Sheet(new Nothing(), new Circle(1)),
                new Local(1),
                new Local(1),
                new Local(2),
                "text",
                1,
                2L,
                Side.LEFT,
                Side.RIGHT));
        for (int i = 0; i < 2; i++) {
            values.add(new Kinds(true, (byte) 1, 'c', 1.5, Float.NaN, -3, 1L << 40, (short) 7, null, List.of("a")));
        }
        values.add(new Kinds(false, (byte) 1, 'c', 1.5, Float.NaN, -3, 1L << 40, (short) 7, null, List.of("a")));
        values.add(new Kinds(true, (byte) 1, 'c', 1.5, Float.NaN, -3, 1L << 41, (short) 7, "", List.of("a")));
        return values;
    }

    private static String told(Object value) {
        return switch (value) {
            case null -> "nobody";
            case Shape shape -> Shape.named(shape);
            case Side side when side == Side.LEFT -> "left";
            case Side.RIGHT -> "right";
            case Integer number when number > 1 -> "many";
            case Number number -> "number " + number;
            case String text -> "text " + text;
            default -> "something";
        };
    }
}
