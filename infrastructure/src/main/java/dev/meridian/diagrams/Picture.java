package dev.meridian.diagrams;

import java.util.ArrayList;
import java.util.List;

/// A picture as SVG, drawn from the top to the bottom. Its colours follow what whoever looks at it prefers,
/// light or
/// dark; its text is text, which can be selected, found and read aloud.
///
/// How wide a text is nobody knows before a browser has chosen a font. It is reckoned with what the widest of the
/// usual ones need, so that a text stays within its box with each of them.
final class Picture {
    /// Of an em, for a letter: Verdana, the widest of those below, has 0.62 on average for lower-case English
    /// (measured with headless Chromium, 2026-11).
    private static final double LETTER = 0.62;

    private static final String STYLE = """
            <style>
              :root { color-scheme: light dark; }
              svg { background: #ffffff; }
              text { font-family: system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; fill: #1b1f24; }
              .small { fill: #57606a; }
              .box { fill: #f6f8fa; stroke: #8c959f; }
              .region { fill: #ffffff; stroke: #24292f; }
              .entrance { fill: #ddf4ff; stroke: #0969da; }
              .service { fill: #dafbe1; stroke: #1a7f37; }
              .store { fill: #fff8c5; stroke: #9a6700; }
              .beside { fill: #fbefff; stroke: #8250df; }
              .flow { fill: none; stroke: #57606a; }
              .head { fill: #57606a; }
              @media (prefers-color-scheme: dark) {
                svg { background: #0d1117; }
                text { fill: #e6edf3; }
                .small { fill: #9198a1; }
                .box { fill: #161b22; stroke: #6e7681; }
                .region { fill: #0d1117; stroke: #c9d1d9; }
                .entrance { fill: #0c2d4d; stroke: #4493f8; }
                .service { fill: #0f2f1a; stroke: #3fb950; }
                .store { fill: #332a0b; stroke: #d29922; }
                .beside { fill: #2a1f3d; stroke: #ab7df8; }
                .flow { stroke: #9198a1; }
                .head { fill: #9198a1; }
              }
            </style>
            """;

    private final String title;
    private final String description;
    private final List<String> marks = new ArrayList<>();
    private int width;
    private int height;

    Picture(String title, String description) {
        this.title = title;
        this.description = description;
    }

    /// Where something is drawn.
    record Area(int x, int y, int width, int height) {
        int right() {
            return x + width;
        }

        int bottom() {
            return y + height;
        }
    }

    /// How wide a text is at most.
    static int wide(String text, int size) {
        return (int) Math.ceil(text.length() * size * LETTER);
    }

    /// The text, or as much of it as fits; whoever reads it aloud or points at it gets all.
    static String fitting(String text, int size, int room) {
        int letters = Math.max(1, (int) (room / (size * LETTER)));
        return text.length() <= letters ? text : text.substring(0, letters - 1) + "…";
    }

    void box(String kind, Area area) {
        grow(area.right(), area.bottom());
        marks.add("<rect class=\"" + kind + "\" x=\"" + area.x() + "\" y=\"" + area.y() + "\" width=\"" + area.width()
                + "\" height=\"" + area.height() + "\" rx=\"6\"/>");
    }

    /// A text that has so much room; what is cut off is in its title.
    ///
    /// @param y of the line that its letters stand on
    void text(String kind, int x, int y, int size, String text) {
        grow(x + wide(text, size), y + size / 2);
        marks.add(words(kind, x, y, size, escaped(text)));
    }

    void textWithin(String kind, Area room, int size, String text) {
        String shown = fitting(text, size, room.width());
        String words = shown.equals(text) ? escaped(text) : "<title>" + escaped(text) + "</title>" + escaped(shown);
        marks.add(words(kind, room.x(), room.y(), size, words));
    }

    private static String words(String kind, int x, int y, int size, String words) {
        return "<text class=\"" + kind + "\" x=\"" + x + "\" y=\"" + y + "\" font-size=\"" + size + "\">" + words
                + "</text>";
    }

    /// A line through these points, pairs of x and y, with a head at its end where it has one.
    void line(boolean hasHead, int... points) {
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < points.length; i += 2) {
            path.append(i == 0 ? "M" : " L").append(points[i]).append(' ').append(points[i + 1]);
            grow(points[i], points[i + 1]);
        }
        marks.add("<path class=\"flow\" d=\"" + path + "\"" + (hasHead ? " marker-end=\"url(#head)\"" : "") + "/>");
    }

    /// Where lines meet, and do not only cross.
    void dot(int x, int y) {
        marks.add("<circle class=\"head\" cx=\"" + x + "\" cy=\"" + y + "\" r=\"3\"/>");
    }

    private void grow(int x, int y) {
        width = Math.max(width, x);
        height = Math.max(height, y);
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /// As a file.
    String text() {
        int margin = 24;
        int across = width + margin;
        int down = height + margin;
        StringBuilder all = new StringBuilder();
        all.append("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + across + "\" height=\"" + down
                + "\" viewBox=\"0 0 " + across + " " + down + "\" role=\"img\" aria-labelledby=\"title desc\">\n");
        all.append("<title id=\"title\">").append(escaped(title)).append("</title>\n");
        all.append("<desc id=\"desc\">").append(escaped(description)).append("</desc>\n");
        all.append(STYLE);
        all.append(
                "<defs><marker id=\"head\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"8\" markerHeight=\"8\""
                        + " orient=\"auto\"><path class=\"head\" d=\"M0 0 L8 4 L0 8 Z\"/></marker></defs>\n");
        marks.forEach(mark -> all.append(mark).append('\n'));
        return all.append("</svg>\n").toString();
    }
}
