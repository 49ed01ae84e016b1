package dev.meridian.aws;

import static dev.meridian.hcl.Expression.reference;
import static dev.meridian.hcl.Expression.sequence;
import static dev.meridian.hcl.Expression.texts;

import dev.meridian.hcl.Block;
import dev.meridian.hcl.Expression;
import java.util.List;

/// A certificate for names of a zone, proved by records in it and renewed for as long as those stand.
///
/// Within an account a name has one proof, whatever the region (ACM user guide, DNS validation, 2026-11). One
/// owner of it would be waited for by every region: only a root that asks for a certificate learns what the proof
/// is, and a load balancer takes no certificate that is not proved yet. So each root that needs a proof sees to
/// it, and none of them takes it away: renewal would fail for the others, and be noticed in weeks.
final class Certificates {
    private static final int SECONDS_OF_A_PROOF = 60;

    private Certificates() {}

    /// Refers to `data.aws_route53_zone.LABEL`.
    ///
    /// @param also other names that it is for
    static List<Block> of(String label, String host, List<String> also) {
        String certificate = "aws_acm_certificate." + label;
        Block made = Block.resource("aws_acm_certificate", label).set("domain_name", host);
        made = also.isEmpty() ? made : made.set("subject_alternative_names", texts(also));
        return List.of(
                made.set("validation_method", "DNS").with(Block.of("lifecycle").set("create_before_destroy", true)),
                Block.resource("aws_route53_record", label + "_proof")
                        .set(
                                "for_each",
                                reference("{ for one in " + certificate
                                        + ".domain_validation_options : one.domain_name => one }"))
                        .set("zone_id", reference("data.aws_route53_zone." + label + ".zone_id"))
                        .set("name", reference("each.value.resource_record_name"))
                        .set("type", reference("each.value.resource_record_type"))
                        .set("records", sequence(reference("each.value.resource_record_value")))
                        .set("ttl", SECONDS_OF_A_PROOF)
                        .set(
                                "allow_overwrite",
                                new Expression.Flag(true),
                                "Whoever proves a name that several roots share does so by the same record.")
                        .with(Block.of("lifecycle")
                                .set(
                                        "prevent_destroy",
                                        new Expression.Flag(true),
                                        "Others renew by it as well, so it stays when this root goes: `terraform state rm"
                                                + " aws_route53_record." + label + "_proof` leaves it to them.")),
                Block.resource("aws_acm_certificate_validation", label)
                        .set("certificate_arn", reference(certificate + ".arn"))
                        .set(
                                "validation_record_fqdns",
                                reference("[for one in aws_route53_record." + label + "_proof : one.fqdn]")));
    }
}
