/// What both sides of a border name: a region, an epoch, a duration as people write it, money, a rate, a block of
/// addresses.
///
/// Never: arithmetic that belongs to a mechanism (that is `bounds`), reading of files, time of day.
/// Read first: [RegionName], [Epoch], [Durations].
@NullMarked
package dev.meridian.units;

import org.jspecify.annotations.NullMarked;
