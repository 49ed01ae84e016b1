package dev.meridian.estate;

import static java.util.stream.Collectors.toUnmodifiableMap;

import dev.meridian.units.RegionName;
import java.util.List;
import java.util.Map;

/// From where to where RDS copies automated backups: not from every region to every other (RDS user guide,
/// replicating automated backups to another AWS Region, source and destination regions, 2026-11). What is on no
/// list is not offered, as far as anybody says.
final class BackupRoutes {
    private static final Map<String, List<String>> OFFERED = """
            af-south-1: eu-central-1 eu-west-1 eu-west-2
            ap-east-1: ap-southeast-1 ap-northeast-1
            ap-northeast-1: ap-east-1 ap-northeast-3 ap-northeast-2 ap-southeast-1 us-east-1 us-east-2 \
                us-west-2
            ap-northeast-2: ap-southeast-1 ap-northeast-1 us-east-1 us-east-2 us-west-2
            ap-northeast-3: ap-northeast-1
            ap-south-1: ap-south-2 ap-southeast-1 us-east-1 us-east-2 us-west-2
            ap-south-2: ap-south-1
            ap-southeast-1: ap-east-1 ap-southeast-5 ap-south-1 ap-northeast-2 ap-southeast-2 \
                ap-northeast-1 us-east-1 us-east-2 us-west-2
            ap-southeast-2: ap-southeast-4 ap-southeast-1 us-east-1 us-west-1 us-west-2
            ap-southeast-3: ap-southeast-5 ap-southeast-1
            ap-southeast-4: ap-southeast-2
            ap-southeast-5: ap-southeast-1
            ca-central-1: ca-west-1 eu-west-1 us-east-1 us-east-2 us-west-1 us-west-2
            ca-west-1: ca-central-1
            eu-central-1: af-south-1 eu-west-1 eu-west-2 eu-west-3 eu-north-1 eu-central-2 us-east-1 \
                us-east-2 us-west-2
            eu-central-2: eu-central-1 eu-west-1
            eu-north-1: eu-central-1 eu-west-1 eu-west-2 eu-west-3 us-east-1
            eu-south-1: eu-central-1
            eu-south-2: eu-west-1 eu-west-3
            eu-west-1: af-south-1 ca-central-1 eu-central-1 eu-west-2 eu-west-3 eu-north-1 eu-central-2 \
                us-east-1 us-east-2 us-west-1 us-west-2
            eu-west-2: af-south-1 eu-central-1 eu-west-1 eu-west-3 eu-north-1 us-east-1
            eu-west-3: eu-central-1 eu-west-1 eu-west-2 eu-north-1 us-east-1
            il-central-1: eu-west-1
            me-central-1: eu-central-1
            sa-east-1: us-east-1 us-east-2
            us-east-1: ap-south-1 ap-northeast-2 ap-southeast-1 ap-southeast-2 ap-northeast-1 ca-central-1 \
                eu-central-1 eu-west-1 eu-west-2 eu-west-3 eu-north-1 sa-east-1 us-east-2 us-west-1 \
                us-west-2
            us-east-2: ap-south-1 ap-northeast-2 ap-southeast-1 ap-northeast-1 ca-central-1 eu-central-1 \
                eu-west-1 sa-east-1 us-east-1 us-west-1 us-west-2
            us-west-1: ap-southeast-2 ca-central-1 eu-west-1 us-east-1 us-east-2 us-west-2
            us-west-2: ap-south-1 ap-northeast-2 ap-southeast-1 ap-southeast-2 ap-northeast-1 ca-central-1 \
                eu-central-1 eu-west-1 us-east-1 us-east-2 us-west-1
            """.lines()
            .map(line -> line.split(": ", 2))
            .collect(toUnmodifiableMap(route -> route[0], route -> List.of(route[1].split(" +", -1))));

    private BackupRoutes() {}

    static boolean isOffered(RegionName from, RegionName to) {
        return OFFERED.getOrDefault(from.text(), List.of()).contains(to.text());
    }
}
