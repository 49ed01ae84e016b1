package dev.meridian.dashboards;

import dev.meridian.estate.Estate;
import dev.meridian.estate.Fleet;

/// What whoever opens the folder of pages reads first.
final class Notes {
    private static final String CLOUDWATCH = """
            ## CloudWatch

            The pages are there once the roots are applied: `NAME-REGION` by `terraform/regions/REGION`, `NAME-global` by
            `terraform/global`. Pages are of an account, not of a region; each costs what CloudWatch charges for one.
            Opened by hand (`aws cloudwatch put-dashboard --dashboard-name NAME --dashboard-body file://FILE`), a page
            asks for the names that only AWS knows, by lists at its top, and has no states of alarms.

            A copy of a database tells how long ago the last commit was that it has. While nobody commits that grows up to
            five minutes, also across the line of what is promised, and nothing is behind.

            Charges (`AWS/Billing`) are counted in us-east-1 alone, for the whole account, and only after somebody has
            switched billing alerts on there (Billing preferences). The page of all regions has them.

            Load balancers of other regions are looked for by the words of this estate's name, so that the page of all
            regions needs none of them: one of another estate that has all these words in its name is found too.

            """;

    private Notes() {}

    static String of(Estate estate) {
        StringBuilder text = new StringBuilder("# Pages and rules of " + estate.name() + "\n\n");
        text.append("""
                | folder | what it is |
                |---|---|
                | `cloudwatch/` | a page of each region and one of all: the roots of Terraform make them, with the names that AWS has given |
                | `grafana/` | the same for Grafana 11 or later |
                """);
        if (estate.fleet().isPresent()) {
            text.append("| `prometheus/` | what Prometheus in the cluster of each region works out and tells of |\n");
        }
        text.append("""

                A page of a region names nothing of another one: it is there if all others are gone. Lines across are what
                the file promises, or what is full.

                """);
        text.append(CLOUDWATCH.replace("NAME", estate.name()));
        text.append("""
                ## Grafana

                *Dashboards, New, Import*, or files of a provisioned folder. A page asks which data source of CloudWatch
                to use, and of which Prometheus, where a cluster is asked; it contains the identifier of none. What CloudTrail wrote is
                on the pages of CloudWatch only: Grafana asks logs by the number of an account.
                """);
        estate.fleet().ifPresent(_ -> text.append(rules()));
        return text.toString();
    }

    private static String rules() {
        StringBuilder text = new StringBuilder("""

                ## Prometheus

                Each cluster needs a Prometheus that reads these rules (`rule_files`), and parts that count what they ask
                for. None of them is installed by anything here. Where a file asks for Istio, policies let Prometheus ask
                sidecars (ports 15020 and 15090) if it is in the namespace `MONITORING`; ingress-nginx counts once
                `controller.metrics.enabled` of its chart says so. Rules on requests are written for services of which
                one of the two sees requests: of one that speaks TLS itself, Istio sees connections only.

                An alert with `severity: page` is for waking somebody, one with `ticket` for the next day; the rules on
                promises follow the table of Google's Site Reliability Workbook (chapter 5, table 5-8). Rules ask for
                nothing but these numbers:

                | who counts | numbers | described in |
                |---|---|---|
                """.replace("MONITORING", Fleet.MONITORING));
        for (Exported.Source source : Exported.SOURCES) {
            text.append("| ")
                    .append(source.by())
                    .append(" | ")
                    .append(String.join(
                            ", ",
                            source.names().stream()
                                    .map(name -> '`' + name + '`')
                                    .toList()))
                    .append(" | ")
                    .append(source.page())
                    .append(" |\n");
        }
        return text.toString();
    }
}
