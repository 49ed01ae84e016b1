package dev.meridian.topology;

/// A place, and how many characters of its line belong to it.
record Place(Where where, int width) {
    static Place in(String file, int line, int column, int width) {
        return new Place(new Where.InFile(file, line, column), Math.max(1, width));
    }
}
