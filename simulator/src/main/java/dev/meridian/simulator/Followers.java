package dev.meridian.simulator;

import dev.meridian.engine.Duty;
import dev.meridian.units.Epoch;
import java.util.Optional;

/// Under which epoch each place was last said to follow the holder, by what counted in the log.
final class Followers {
    private final World world;
    private final long[] newest;

    Followers(World world) {
        this.world = world;
        this.newest = new long[world.scene.places().size()];
    }

    void hear(Duty done) {
        followed(done).ifPresent(epoch -> {
            int place = world.scene.place(done.region());
            newest[place] = Math.max(newest[place], epoch.number());
        });
    }

    private static Optional<Epoch> followed(Duty done) {
        return switch (done) {
            case Duty.Follow follow -> Optional.of(follow.epoch());
            case Duty.Rejoin rejoin -> Optional.of(rejoin.epoch());
            case Duty.Promise _,
                    Duty.CatchUp _,
                    Duty.Yield _,
                    Duty.Claim _,
                    Duty.Promote _,
                    Duty.Route _,
                    Duty.Perform _ -> Optional.empty();
        };
    }

    /// Whether the log has heard that a place follows the holder of an epoch that is the newest of all.
    boolean has(Place place, Epoch newestOfAll) {
        return newest[place.number] == newestOfAll.number();
    }
}
