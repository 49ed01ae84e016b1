package dev.meridian.topology;

import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;

/// The section `compute`: what services run on.
///
/// @param version of the platform
/// @param predictive whether copies are added before the load comes
/// @param scheduled whether they are added by the clock
/// @param mesh what calls between services go through
/// @param imagesIn the regions that have the images, or `all`; empty where nobody says
public record Compute(
        Optional<Platform> platform,
        Optional<String> version,
        SequencedMap<String, Nodes> nodes,
        Optional<Boolean> predictive,
        Optional<Boolean> scheduled,
        Optional<Mesh> mesh,
        List<String> imagesIn) {
    public Compute {
        imagesIn = List.copyOf(imagesIn);
    }

    /// What runs services. Which product it is follows from the provider of a region.
    public enum Platform {
        KUBERNETES,
        ECS_FARGATE,
        ECS_EC2,
        CLOUD_RUN,
        /// Containers without machines of one's own: Cloud Run, Azure Container Apps, App Runner.
        CONTAINER_SERVICE,
        /// Azure App Service, App Engine, Elastic Beanstalk.
        APP_SERVICE,
        /// AWS Lambda, Cloud Run functions, Azure Functions.
        FUNCTIONS,
        VIRTUAL_MACHINES,
        BARE_METAL
    }

    /// A group of machines.
    ///
    /// @param in the only regions that have it; empty for every region
    /// @param types the types of machine, the preferred first
    /// @param count for all regions; [Regional] has what a region says otherwise
    /// @param spot whether the provider may take them away
    /// @param scaleOut the longest until more of them serve
    public record Nodes(
            String name,
            List<RegionName> in,
            List<String> types,
            Optional<Topology.Count> count,
            Optional<Boolean> gpu,
            Optional<Boolean> spot,
            Optional<Duration> scaleOut) {
        /// The same with no machines.
        Nodes without() {
            OptionalInt none = OptionalInt.of(0);
            return new Nodes(name, in, types, Optional.of(new Topology.Count(none, none)), gpu, spot, scaleOut);
        }

        /// Whether a region has it.
        public boolean isIn(RegionName region) {
            return in.isEmpty() || in.contains(region);
        }
    }

    /// What calls between services go through.
    public record Mesh(Optional<String> kind, Optional<Boolean> mutualTls, Optional<Boolean> crossRegion) {}
}
