package dev.meridian.topology;

/// A range of HTTP status codes that count as healthy.
///
/// @param first the lowest, from 100
/// @param last the highest, up to 599; the same as `first` for a single code
public record StatusCodes(int first, int last) {
    /// Whether all of these codes are from `least` to `most`.
    public boolean isWithin(int least, int most) {
        return first >= least && last <= most;
    }

    /// The range as load balancers write it: `204`, `300-399`.
    public String text() {
        return first == last ? Integer.toString(first) : first + "-" + last;
    }
}
