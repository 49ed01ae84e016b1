package dev.meridian.estate;

import java.util.Optional;

/// How large a copy of a service on Fargate is.
///
/// @param units of a processor, of which it has 1,024
/// @param mebibytes of memory
public record TaskSize(int units, int mebibytes) {
    /// What Fargate has: units, the least memory, the most, and in which steps (ECS developer guide, task CPU and
    /// memory,
    /// 2026-11).
    private static final int[][] SIZES = {
        {256, 512, 512, 1},
        {256, 1_024, 1_024, 1},
        {256, 2_048, 2_048, 1},
        {512, 1_024, 4_096, 1_024},
        {1_024, 2_048, 8_192, 1_024},
        {2_048, 4_096, 16_384, 1_024},
        {4_096, 8_192, 30_720, 1_024},
        {8_192, 16_384, 61_440, 4_096},
        {16_384, 32_768, 122_880, 8_192},
    };

    private static final int UNITS = 1_024;
    private static final long MEBIBYTE = 1L << 20;

    /// The smallest that has this much; empty if none has.
    ///
    /// @param processors as a part of one, or several
    static Optional<TaskSize> bearing(double processors, long bytes) {
        long mebibytes = Math.ceilDiv(bytes, MEBIBYTE);
        for (int[] size : SIZES) {
            if (size[0] >= processors * UNITS && size[2] >= mebibytes) {
                long steps = Math.ceilDiv(Math.max(0, mebibytes - size[1]), size[3]);
                return Optional.of(new TaskSize(size[0], (int) Math.min(size[2], size[1] + steps * size[3])));
            }
        }
        return Optional.empty();
    }

    /// What the largest has, as a message says it.
    static String most() {
        int[] last = SIZES[SIZES.length - 1];
        return last[0] / UNITS + " processors and " + last[2] / UNITS + " GiB";
    }
}
