package dev.meridian.mechanisms;

import static dev.meridian.blueprint.StoreKind.OBJECT;
import static dev.meridian.mechanisms.Sla.Use.ACCELERATOR;
import static dev.meridian.mechanisms.Sla.Use.CDN;
import static dev.meridian.mechanisms.Sla.Use.DNS;

import java.util.List;

/// The availability that Cloudflare owes. Of Akamai, Fastly and NS1 no level is published that holds for every
/// contract, so they have no row.
final class EdgeServiceLevels {
    private EdgeServiceLevels() {}

    static List<Sla> rows() {
        return List.of(
                row(Provider.CLOUDFLARE, "cloudflare-dns", "Cloudflare DNS, Business or Enterprise plan")
                        .use(DNS)
                        .words("cloudflare", "cloudflare-dns")
                        .recalled(
                                1.0,
                                "Cloudflare Business SLA and Enterprise SLA: 100 %; the Free and Pro plans have "
                                        + "none"),
                row(Provider.CLOUDFLARE, "cloudflare-cdn", "Cloudflare CDN, Business or Enterprise plan")
                        .use(CDN)
                        .words("cloudflare", "cloudflare-cdn")
                        .read(
                                1.0,
                                "Cloudflare Business SLA, as quoted: serves the customer's content 100 % of the time; "
                                        + "that the Enterprise plan has the same and the Free and Pro plans have none "
                                        + "is recalled"),
                row(Provider.CLOUDFLARE, "cloudflare-load-balancing", "Cloudflare Load Balancing, Enterprise plan")
                        .use(ACCELERATOR)
                        .words("cloudflare", "cloudflare-load-balancing")
                        .recalled(1.0, "Cloudflare Enterprise SLA: 100 %; other plans have none"),
                row(Provider.CLOUDFLARE, "cloudflare-r2", "Cloudflare R2")
                        .kinds(OBJECT)
                        .words(CloudflareMechanisms.R2)
                        .read(0.999, "Cloudflare documentation, R2 durability: SLA of 99.9 %"));
    }

    private static Sla.Row row(Provider provider, String id, String service) {
        return Sla.of(provider, id, service);
    }
}
