package dev.meridian.simulator;

import java.util.Arrays;
import java.util.List;

/// Many numbers in little room: a million worlds have a million of them.
final class Figures {
    private double[] values = new double[64];
    private int count;

    void add(double value) {
        if (count == values.length) {
            values = Arrays.copyOf(values, count * 2);
        }
        values[count++] = value;
    }

    List<Double> list() {
        return Arrays.stream(values, 0, count).boxed().toList();
    }
}
