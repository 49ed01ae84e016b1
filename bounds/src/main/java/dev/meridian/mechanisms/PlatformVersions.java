package dev.meridian.mechanisms;

import dev.meridian.blueprint.StoreKind;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The calendars of support, by product and platform. A platform without a calendar of its own is unknown; the
/// makers' calendar is about their own releases and holds wherever they run.
public final class PlatformVersions {
    private static final SupportCalendar EKS = SupportCalendar.of(
            "Kubernetes",
            "Amazon EKS",
            Source.read(
                    "Amazon EKS User Guide, Kubernetes release calendar, end of standard support; a year of extended"
                            + " support follows at six times the price; versions before 1.29 and 1.35 as listed by"
                            + " endoflife.date (2026-02)",
                    Row.MONTH),
            "1.24",
            "2024-01-31",
            "1.25",
            "2024-05-01",
            "1.26",
            "2024-06-11",
            "1.27",
            "2024-07-24",
            "1.28",
            "2024-11-26",
            "1.29",
            "2025-03-23",
            "1.30",
            "2025-07-23",
            "1.31",
            "2025-11-26",
            "1.32",
            "2026-03-23",
            "1.33",
            "2026-07-29",
            "1.34",
            "2026-12-02",
            "1.35",
            "2027-03-27");

    private static final SupportCalendar GKE = SupportCalendar.of(
            "Kubernetes",
            "GKE",
            Source.read(
                    "GKE release schedule, end of standard support, as listed by endoflife.date (2026-02); an estimate"
                            + " by its own words",
                    Row.MONTH),
            "1.24",
            "2023-10-31",
            "1.25",
            "2024-03-30",
            "1.26",
            "2024-06-30",
            "1.27",
            "2024-10-01",
            "1.28",
            "2025-02-04",
            "1.29",
            "2025-04-12",
            "1.30",
            "2025-09-30",
            "1.31",
            "2026-01-16",
            "1.32",
            "2026-04-11",
            "1.33",
            "2026-08-03",
            "1.34",
            "2026-10-01",
            "1.35",
            "2027-04-11");

    private static final SupportCalendar AKS = SupportCalendar.of(
            "Kubernetes",
            "AKS",
            Source.read(
                    "Microsoft Learn, Supported Kubernetes versions in AKS, end of life without long-term support; a"
                            + " month counts to its last day; 1.27 to 1.29 as of 2024-10, versions before as listed by"
                            + " endoflife.date",
                    Row.MONTH),
            "1.24",
            "2023-07-31",
            "1.25",
            "2024-01-14",
            "1.26",
            "2024-03-31",
            "1.27",
            "2024-07-31",
            "1.28",
            "2025-01-31",
            "1.29",
            "2025-03-31",
            "1.30",
            "2025-08-22",
            "1.31",
            "2025-11-01",
            "1.32",
            "2026-03-31",
            "1.33",
            "2026-07-31",
            "1.34",
            "2026-11-30",
            "1.35",
            "2027-03-31",
            "1.36",
            "2027-06-30");

    private static final SupportCalendar UPSTREAM = SupportCalendar.of(
            "Kubernetes",
            "",
            Source.read(
                    "kubernetes.io, Releases, end of life: to 1.31 from its data file `eol.yaml`, from 1.33 from the page"
                            + " of each; 1.32 recalled",
                    Row.MONTH),
            "1.24",
            "2023-07-28",
            "1.25",
            "2023-10-28",
            "1.26",
            "2024-02-28",
            "1.27",
            "2024-07-16",
            "1.28",
            "2024-10-22",
            "1.29",
            "2025-02-28",
            "1.30",
            "2025-07-15",
            "1.31",
            "2025-11-11",
            "1.32",
            "2026-02-28",
            "1.33",
            "2026-06-28",
            "1.34",
            "2026-10-27",
            "1.35",
            "2027-02-28",
            "1.36",
            "2027-06-28");

    private static final SupportCalendar POSTGRESQL = SupportCalendar.of(
            "PostgreSQL",
            "",
            Source.read(
                    "PostgreSQL versioning policy, final release, to 17 as listed by endoflife.date (2025-02); 18 as"
                            + " quoted by others (2026-09)",
                    Row.MONTH),
            "9.6",
            "2021-11-11",
            "10",
            "2022-11-10",
            "11",
            "2023-11-09",
            "12",
            "2024-11-21",
            "13",
            "2025-11-13",
            "14",
            "2026-11-12",
            "15",
            "2027-11-11",
            "16",
            "2028-11-09",
            "17",
            "2029-11-08",
            "18",
            "2030-11-14");

    private static final SupportCalendar RDS_POSTGRESQL = SupportCalendar.of(
            "PostgreSQL",
            "Amazon RDS",
            Source.read(
                    "Amazon RDS for PostgreSQL release calendar, end of standard support, as listed by"
                            + " endoflife.date (10: 2023-03, others: 2025-02); three years of extended support follow"
                            + " at an extra price",
                    Row.MONTH),
            "9.6",
            "2022-04-30",
            "10",
            "2023-04-17",
            "11",
            "2024-02-29",
            "12",
            "2025-02-28",
            "13",
            "2026-02-28",
            "14",
            "2027-02-28",
            "15",
            "2028-02-29",
            "16",
            "2029-02-28",
            "17",
            "2030-02-28");

    private static final SupportCalendar MYSQL = SupportCalendar.of(
            "MySQL",
            "",
            Source.read(
                    "Oracle Lifetime Support Policy, extended support of long-term versions, as listed by"
                            + " endoflife.date (2026-04)",
                    Row.MONTH),
            "5.6",
            "2021-02-28",
            "5.7",
            "2023-10-31",
            "8.0",
            "2026-04-30",
            "8.4",
            "2032-04-30");

    private static final SupportCalendar RDS_MYSQL = SupportCalendar.of(
            "MySQL",
            "Amazon RDS",
            Source.read(
                    "Amazon RDS User Guide, MySQL on Amazon RDS versions, end of standard support, as listed by"
                            + " endoflife.date (2026-05); three years of extended support follow at an extra price",
                    Row.MONTH),
            "5.6",
            "2022-03-01",
            "5.7",
            "2024-02-29",
            "8.0",
            "2026-07-31",
            "8.4",
            "2029-07-31");

    /// Of the Enterprise edition. The community edition is supported until the next release, which is earlier.
    private static final SupportCalendar VAULT = SupportCalendar.of(
            "Vault",
            "",
            Source.read(
                    "HashiCorp, Support period and end-of-life policy: the current version and the two before it,"
                            + " standard maintenance of Vault Enterprise, as listed by endoflife.date (2025-05)",
                    Row.MONTH),
            "1.9",
            "2022-10-10",
            "1.10",
            "2023-03-01",
            "1.11",
            "2023-06-21",
            "1.12",
            "2023-09-27",
            "1.13",
            "2024-03-25",
            "1.14",
            "2024-06-10",
            "1.15",
            "2024-10-08");

    private PlatformVersions() {}

    /// All calendars in the order of the table.
    public static List<SupportCalendar> all() {
        return List.of(EKS, GKE, AKS, UPSTREAM, POSTGRESQL, RDS_POSTGRESQL, MYSQL, RDS_MYSQL, VAULT);
    }

    /// The calendar of Kubernetes on the managed service of a provider; upstream for clusters that their user
    /// runs; empty for a provider without one.
    public static Optional<SupportCalendar> kubernetes(Provider provider) {
        return switch (provider) {
            case AWS -> Optional.of(EKS);
            case GOOGLE_CLOUD -> Optional.of(GKE);
            case AZURE -> Optional.of(AKS);
            case SOFTWARE -> Optional.of(UPSTREAM);
            case CLOUDFLARE -> Optional.empty();
        };
    }

    /// The calendar of a database: the provider's, where it publishes one that differs, else the makers'; empty
    /// for a product without a calendar.
    ///
    /// @param provider the provider that runs it; [Provider#SOFTWARE] where its user does
    public static Optional<SupportCalendar> database(StoreKind kind, Provider provider) {
        String product = kind == StoreKind.POSTGRESQL
                ? POSTGRESQL.product()
                : kind == StoreKind.MYSQL ? MYSQL.product() : kind == StoreKind.VAULT ? VAULT.product() : "";
        String platform = provider == Provider.AWS ? RDS_MYSQL.platform() : "";
        return Stream.of(platform, "")
                .flatMap(wanted -> all().stream()
                        .filter(calendar -> calendar.product().equals(product)
                                && calendar.platform().equals(wanted)))
                .findFirst();
    }
}
