package dev.meridian.assess;

import dev.meridian.topology.Compliance;
import dev.meridian.topology.Topology;
import dev.meridian.units.RegionName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// Whether what stands before all regions logs who comes in a place where the data of these people may be. A CDN
/// and fixed addresses are controlled in one region of their provider, and their logs are kept there, wherever the
/// file has regions. The address that a request comes from can be data of a person (Court of Justice of the
/// European Union, C-582/14, judgment of 2016-10-19).
final class VisitorRules {
    /// Where CloudFront is controlled, and its logs are delivered from (CloudFront developer guide, access logs,
    /// 2026-11).
    private static final RegionName OF_CLOUDFRONT = new RegionName("us-east-1");

    /// Where Global Accelerator is controlled (AWS General Reference, Global Accelerator endpoints, 2026-11).
    private static final RegionName OF_ACCELERATOR = new RegionName("us-west-2");

    private VisitorRules() {}

    static void check(Subject subject, List<Finding> findings) {
        for (Compliance.DataClass people :
                subject.topology().compliance().classes().values()) {
            if (people.subjects().isEmpty() || people.keepIn().isEmpty()) {
                continue;
            }
            logs(subject.topology().traffic()).forEach((at, region) -> {
                if (!people.keepIn().contains(region)) {
                    findings.add(finding(people, at, region));
                }
            });
        }
    }

    /// Where who comes is logged, by the key that asks for what logs it.
    private static SequencedMap<String, RegionName> logs(Topology.Traffic traffic) {
        SequencedMap<String, RegionName> logs = new LinkedHashMap<>();
        traffic.cdn()
                .flatMap(Topology.Cdn::kind)
                .filter("cloudfront"::equals)
                .ifPresent(_ -> logs.put("traffic.cdn", OF_CLOUDFRONT));
        traffic.accelerator()
                .flatMap(Topology.Accelerator::kind)
                .filter("global-accelerator"::equals)
                .ifPresent(_ -> logs.put("traffic.accelerator", OF_ACCELERATOR));
        return logs;
    }

    private static Finding finding(Compliance.DataClass people, String at, RegionName region) {
        return Finding.of(
                        Rule.VISITORS_LOGGED_ELSEWHERE,
                        at,
                        "who comes is logged in " + region + ", and data of people in "
                                + String.join(", ", people.subjects()) + " may be in " + Listed.regions(people.keepIn())
                                + " only",
                        "`keepIn` of the class `" + people.name() + "` names the only regions that may hold it, and the"
                                + " address of whoever comes can be a part of that",
                        "find out whether these logs are allowed there and accept it with a waiver, or serve these users"
                                + " by an entrance without it")
                .about("compliance.classes." + people.name() + ".keepIn");
    }
}
