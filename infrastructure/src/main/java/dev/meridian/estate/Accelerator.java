package dev.meridian.estate;

import dev.meridian.units.RegionName;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// Fixed addresses before all regions, which are announced from many places (ADR 27).
///
/// @param name as people know it
/// @param dials how many of a hundred users who are sent to a region get there: 100, or 0 where it waits for
/// another one to fail
/// @param flows the bucket that has who connected to it
public record Accelerator(String name, SequencedMap<RegionName, Integer> dials, String flows) {
    /// Where it is controlled, whatever it is about (Global Accelerator developer guide, 2026-11).
    public static final RegionName CONTROL = new RegionName("us-west-2");

    /// How the alias of the key ends that encrypts what is told of it.
    public static final String KEY = "accelerator";

    public Accelerator {
        dials = new LinkedHashMap<>(dials);
    }

    /// What has the name of its listener, which AWS chooses: roots of regions' groups ask for it there, where they
    /// are changed anyway.
    public String parameter() {
        return "/" + name + "/accelerator/listener";
    }
}
