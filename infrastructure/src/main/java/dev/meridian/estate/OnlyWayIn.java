package dev.meridian.estate;

import java.util.List;

/// Whether regions answer their CDN alone, where the firewall before it has rules that go by who asks: so many
/// requests of one address, countries, lists of addresses.
///
/// Such a rule stands before the CDN and nowhere else, since behind it every request has its addresses. A load
/// balancer has a name of its own in DNS, which logs of certificates show to everybody: whoever asks it by that
/// name has passed the rule by. A second rule there, by the address that the CDN says users have, goes by a header
/// that whoever comes beside the CDN writes himself. So the way beside it is shut: addresses of CloudFront and of
/// Route 53's checks get in, nobody else (CloudFront developer guide, restrict access to Application Load
/// Balancers; VPC user guide, AWS-managed prefix lists; both 2026-11).
///
/// It is not shut where the file says `originAccessControl: false`, nor where it has names of its own for the
/// region that would take over, which people open and no CDN answers to: that is said where the rule is asked
/// for. What shuts it lets in all of CloudFront, and so a distribution of somebody else's that asks these load
/// balancers; a header that only the estate's own sends would be a secret that two roots have to know.
final class OnlyWayIn {
    private static final String SAID = "traffic.cdn.originAccessControl";

    private static final String NAMES = "traffic.certificates.names";

    private OnlyWayIn() {}

    /// @param asking where the file asks for rules that go by who asks, by path; empty where it does not
    static List<Entrance> of(List<Entrance> entrances, List<String> asking, Ledger ledger) {
        List<Entrance> behind =
                entrances.stream().filter(one -> one.cdn().isPresent()).toList();
        boolean isOpenedByOthers =
                behind.stream().anyMatch(one -> !one.ofStandby().isEmpty());
        if (ledger.asks(SAID, "true") && isOpenedByOthers) {
            ledger.notice(ledger.said().sources().where(NAMES).text()
                    + ": these names lead to load balancers, which answer the CDN and checks alone (`originAccessControl: true`):"
                    + " whoever opens one gets no answer");
        }
        if (asking.isEmpty() || behind.isEmpty() || ledger.asks(SAID, "true")) {
            return entrances;
        }
        if (ledger.asks(SAID, "false")) {
            told(asking, "the file wants it so (`originAccessControl: false`)", ledger);
        } else if (isOpenedByOthers) {
            told(asking, "names of `" + NAMES + "` lead there, which no CDN answers to", ledger);
        } else {
            return entrances.stream().map(Entrance::behindCdnAlone).toList();
        }
        return entrances;
    }

    private static void told(List<String> asking, String because, Ledger ledger) {
        String why = "it stands before the CDN alone: a load balancer is opened by its own name too, without it, since "
                + because;
        asking.forEach(path -> ledger.withdraw(path, why));
        ledger.notice(
                ledger.said().sources().where(asking.getFirst()).text()
                        + ": what goes by who asks (addresses, countries) stands before the CDN alone: whoever asks a load balancer"
                        + " by its own name passes it by, since " + because
                        + "; with `traffic.cdn: {originAccessControl: true}` regions answer the CDN and checks, and nobody else");
    }
}
