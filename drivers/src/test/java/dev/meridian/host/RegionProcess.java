package dev.meridian.host;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/// Stands for a region's process in tests: leads a group, has a child, ends with its parent.
final class RegionProcess {
    private RegionProcess() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        DieWithParent.orHalt();
        long group = ProcessGroups.lead();
        Process child = new ProcessBuilder("sleep", "60").start();
        System.out.println(group + " " + child.pid() + " " + Precedence.claim());
        child.waitFor(60, TimeUnit.SECONDS);
    }
}
