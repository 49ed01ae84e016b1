package dev.meridian.diagrams;

import java.util.List;

/// Parts as boxes of one size, in rows from the left to the right.
///
/// @param columns how many stand beside each other
/// @param width of each
record Boxes(List<Part> parts, int columns, int width) {
    static final int HEIGHT = 64;
    static final int GAP = 12;

    private static final int NAME = 13;
    private static final int SMALL = 11;
    private static final int MARGIN = 10;

    /// As wide as the widest text, within limits.
    static Boxes of(List<Part> parts, int columns) {
        int widest = parts.stream()
                .mapToInt(part -> Math.max(
                        Picture.wide(part.name(), NAME),
                        Math.max(Picture.wide(part.kind(), SMALL), Picture.wide(part.more(), SMALL))))
                .max()
                .orElse(0);
        return new Boxes(parts, columns, Math.clamp(widest + 2L * MARGIN, 150, 340));
    }

    int totalWidth() {
        int beside = Math.min(columns, Math.max(1, parts.size()));
        return beside * width + (beside - 1) * GAP;
    }

    int totalHeight() {
        int rows = Math.ceilDiv(parts.size(), columns);
        return rows * HEIGHT + Math.max(0, rows - 1) * GAP;
    }

    void draw(Picture picture, int x, int y) {
        for (int i = 0; i < parts.size(); i++) {
            draw(picture, parts.get(i), x + i % columns * (width + GAP), y + i / columns * (HEIGHT + GAP));
        }
    }

    private void draw(Picture picture, Part part, int x, int y) {
        String kind = switch (part.group()) {
            case ENTRANCE -> "entrance";
            case SERVICE -> "service";
            case STORE -> "store";
            case BESIDE -> "beside";
        };
        picture.box(kind, new Picture.Area(x, y, width, HEIGHT));
        int room = width - 2 * MARGIN;
        picture.textWithin("name", new Picture.Area(x + MARGIN, y + 20, room, 0), NAME, part.name());
        picture.textWithin("small", new Picture.Area(x + MARGIN, y + 38, room, 0), SMALL, part.kind());
        picture.textWithin("small", new Picture.Area(x + MARGIN, y + 54, room, 0), SMALL, part.more());
    }
}
