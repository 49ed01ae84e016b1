package dev.meridian.topology;

import dev.meridian.units.RegionName;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// Where everything in a topology was written: the memory that lets a later room point at the user's line.
///
/// A path is keys joined by dots, as in `--set`. Blocks and values both have one.
public final class Sources {
    private final SequencedMap<String, Place> places;
    private final SequencedMap<String, Setting> settings;
    private final Map<String, SequencedMap<String, Setting>> views;
    private final SourceLines lines;

    /// @param views of regions with overrides, what each sees otherwise or may
    Sources(
            Map<String, Place> places,
            Map<String, Setting> settings,
            Map<String, SequencedMap<String, Setting>> views,
            SourceLines lines) {
        this.places = new LinkedHashMap<>(places);
        this.settings = new LinkedHashMap<>(settings);
        this.views = new LinkedHashMap<>(views);
        this.lines = lines;
    }

    /// The value at a path, as written, after all layers; empty for a block or where nothing was said.
    public Optional<Setting> at(String path) {
        return Optional.ofNullable(settings.get(path));
    }

    /// The same as one region sees it.
    public Optional<Setting> at(String path, RegionName region) {
        return Optional.ofNullable(views.get(region.text()))
                .map(view -> view.get(path))
                .or(() -> at(path));
    }

    /// Every value that the file or an assignment says, by path, after all layers.
    public SequencedMap<String, Setting> all() {
        return Collections.unmodifiableSequencedMap(settings);
    }

    /// The place of a path, or else of the nearest block around it; for `PATH@REGION` that of `PATH`.
    public Where where(String path) {
        return place(path).where();
    }

    /// A problem at a path.
    ///
    /// @param note what stands behind the caret; may be empty
    public Problem problem(ProblemId id, String path, String note, Message message) {
        return problem(id.text(), path, note, message);
    }

    /// The same for what another room has found, under an id of its own.
    public Problem problem(String id, String path, String note, Message message) {
        Place place = place(path);
        Optional<Excerpt> excerpt = ProblemList.excerpt(lines, place, note);
        return new Problem(id, place.where(), message.what(), excerpt, message.why(), message.fix());
    }

    /// The path of an item of a list, to point at it: `data.orders.keepIn[eu-west-1]`.
    public static String item(String list, String text) {
        return list + "[" + text + "]";
    }

    private Place place(String path) {
        int region = path.indexOf('@');
        for (String at = region < 0 ? path : path.substring(0, region); !at.isEmpty(); at = parent(at)) {
            Place found = places.get(at);
            if (found != null) {
                return found;
            }
        }
        return places.firstEntry().getValue();
    }

    private static String parent(String path) {
        int dot = path.lastIndexOf('.');
        return dot < 0 ? "" : path.substring(0, dot);
    }
}
