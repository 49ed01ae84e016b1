package dev.meridian.aws;

import static dev.meridian.hcl.Expression.reference;
import static dev.meridian.hcl.Expression.sequence;

import dev.meridian.estate.Site;
import dev.meridian.hcl.Expression;

/// The subnets for stores in the first zones of a region: for services that want one for each machine.
final class Zones {
    private Zones() {}

    /// @param number of zones, of which the network has at least so many
    static Expression first(Site site, int number) {
        return sequence(site.network().zones().stream()
                .limit(number)
                .map(zone -> reference("aws_subnet.database[\"" + zone.letter() + "\"].id"))
                .toArray(Expression[]::new));
    }
}
