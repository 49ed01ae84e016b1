package dev.meridian.cli;

import static dev.meridian.cli.Argument.argument;
import static dev.meridian.cli.Argument.option;

import dev.meridian.incident.Incident;
import dev.meridian.topology.Problem;
import dev.meridian.twin.DamagedLog;
import dev.meridian.twin.Keeper;
import dev.meridian.twin.KeptLog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// `meridian twin log`: what the agents of the twin have decided, to be replayed.
final class TwinLogCommand implements Command {
    private Path path = Path.of("");
    private boolean isForced;

    @Override
    public Description describe() {
        return new Description("log", this)
                .says("Write down what the agents of the twin have decided so far; the twin goes on.")
                .examples("  meridian twin log incident.jsonl", "  meridian replay incident.jsonl")
                .takes(
                        argument("LOG")
                                .says("Where to; an earlier log of that name is replaced.")
                                .path(it -> path = it),
                        option("--force")
                                .says("Write over whatever file is there.")
                                .flag(it -> isForced = it));
    }

    @Override
    public Integer call() throws IOException {
        Optional<Problem> hindrance =
                new ResultFile("LOG", path, ResultFile.Kind.EVENT_LOG, isForced).hindrance(List.of());
        if (hindrance.isPresent()) {
            return Complaints.print(List.of(hindrance.get()), OutputFormat.TEXT);
        }
        Optional<Keeper.Kept> kept = Keeper.kept();
        if (kept.isEmpty()) {
            return Complaints.noTwin("the log is that of a twin which `twin up` keeps", "FILE", OutputFormat.TEXT);
        }
        try {
            int entries = KeptLog.take(kept.get(), path);
            System.out.println(path + ": " + entries + " entries; `meridian replay " + path + "` decides them again");
            return ExitCode.FINE;
        } catch (DamagedLog e) {
            Incident.Refused refused = Incident.touched(e.line(), e.what());
            return Complaints.print(List.of(Complaints.ofLog(e.log(), refused)), OutputFormat.TEXT);
        }
    }
}
