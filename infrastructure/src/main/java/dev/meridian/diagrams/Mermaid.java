package dev.meridian.diagrams;

import java.util.ArrayList;
import java.util.List;

/// A picture as Mermaid draws it, a flow from the left to the right. Names stand between quotes, where Mermaid
/// takes
/// every letter but a quote.
final class Mermaid {
    private final List<String> lines = new ArrayList<>();
    private int depth = 1;

    Mermaid(String title) {
        lines.add("---");
        lines.add("title: " + title);
        lines.add("---");
        lines.add("flowchart LR");
    }

    /// How a node looks.
    enum Shape {
        BOX("[", "]"),
        ROUND("([", "])"),
        DRUM("[(", ")]");

        private final String open;
        private final String close;

        Shape(String open, String close) {
            this.open = open;
            this.close = close;
        }
    }

    private void line(String text) {
        lines.add("  ".repeat(depth) + text);
    }

    void node(String id, String text, Shape shape) {
        line(id + shape.open + "\"" + quoted(text) + "\"" + shape.close);
    }

    void part(Part part) {
        Shape shape = part.group() == Part.Group.STORE || part.group() == Part.Group.BESIDE ? Shape.DRUM : Shape.BOX;
        node(part.id(), part.name() + "<br/>" + part.kind(), shape);
    }

    void open(String id, String name) {
        line("subgraph " + id + " [\"" + quoted(name) + "\"]");
        depth++;
    }

    void close() {
        depth--;
        line("end");
    }

    void arrow(String from, String to, String text) {
        line(from + (text.isEmpty() ? " --> " : " -- \"" + quoted(text) + "\" --> ") + to);
    }

    private static String quoted(String text) {
        return text.replace("\"", "#quot;");
    }

    String text() {
        return String.join("\n", lines) + "\n";
    }
}
