package dev.meridian.runbooks;

import dev.meridian.assess.Promise;
import dev.meridian.blueprint.Blueprint;
import dev.meridian.estate.Estate;
import dev.meridian.terraform.Root;
import dev.meridian.topology.Topology;
import java.util.List;

/// What the pages are written from.
///
/// @param file the topology's name, as people call it
/// @param said the file
/// @param meant what it was resolved to
/// @param whole what is built in all clouds
/// @param estate what of it is in AWS
/// @param roots of AWS, as they are written
/// @param elsewhere those of other clouds
/// @param promises of the file, with what the arithmetic says of each
public record Ground(
        String file,
        Topology said,
        Blueprint meant,
        Estate whole,
        Estate estate,
        List<Root> roots,
        List<Root> elsewhere,
        List<Promise> promises) {
    public Ground {
        roots = List.copyOf(roots);
        elsewhere = List.copyOf(elsewhere);
        promises = List.copyOf(promises);
    }
}
