package dev.meridian.synthesis;

import dev.meridian.estate.Cloud;
import dev.meridian.estate.Database;
import dev.meridian.estate.Estate;
import dev.meridian.estate.Site;
import dev.meridian.estate.Workload;
import java.util.List;
import java.util.stream.Collectors;

/// Whom the databases of AWS have to know before services can sign in: Terraform makes a database and its owner,
/// and nobody within it.
final class DatabaseUsers {
    private static final String BEFORE = """
            **Databases**: a service signs in as the user of its name, with a token of IAM. No database knows that user until its owner
            says so, once in each database that takes writes. They are reached from private subnets only, so what follows runs in one: on
            a machine there, in a pod of `postgres:17` in a namespace of your own, or in AWS CloudShell as an environment in that subnet
            (`sudo dnf install postgresql17`), where the region has it. RDS has no query editor for these. The password of the owner is
            read by whoever may `secretsmanager:GetSecretValue` its secret and `kms:Decrypt` with the key of the region's data, which no
            service may; where there is no `aws`, host and password are read elsewhere and given to `psql`.

            ```sh
            curl -sS -O https://truststore.pki.rds.amazonaws.com/global/global-bundle.pem
            export PGSSLMODE=verify-full PGSSLROOTCERT=global-bundle.pem
            # region, instance, secret, database; what is to be said comes from the input
            as_owner() {
              PGHOST=$(aws rds describe-db-instances --region "$1" --db-instance-identifier "$2" \\
                --query 'DBInstances[0].Endpoint.Address' --output text)
              PGPASSWORD=$(aws secretsmanager get-secret-value --region "$1" --secret-id "$3" --query SecretString --output text |
                jq -r .password)
              export PGHOST PGPASSWORD
              psql -U owner -d "$4" -v ON_ERROR_STOP=1
            }
            """;

    private DatabaseUsers() {}

    /// Empty where no service uses a database.
    static String text(Estate estate) {
        String each = estate.in(Cloud.AWS).stream()
                .flatMap(aws -> aws.sites().values().stream())
                .flatMap(site -> site.databases().stream().map(database -> one(site, database)))
                .collect(Collectors.joining());
        return each.isEmpty() ? "" : BEFORE + each + after(estate);
    }

    private static String after(Estate estate) {
        boolean follows = estate.in(Cloud.AWS).stream()
                .flatMap(aws -> aws.sites().values().stream())
                .flatMap(site -> site.databases().stream())
                .anyMatch(database -> database.source().isPresent());
        return "```\n\n"
                + "Since PostgreSQL 15 nobody but its owner may make anything in the schema `public`, so each service is let. What one "
                + "of them\nmakes is its own: it grants others what they may. **Never grant such a user to `owner`:** whoever is in "
                + "`rds_iam`, through\nanother role as well, is let in by tokens and no longer by a password. Should `owner` be refused "
                + "for that, a role that may\n`rds-db:connect` as `owner` gets in with `aws rds generate-db-auth-token`.\n"
                + (follows
                        ? "A database that follows has the users of the one that it follows; nothing is said there.\n\n"
                        : "\n");
    }

    private static String one(Site site, Database database) {
        List<Workload> users = site.services().stream()
                .filter(service -> service.stores().contains(database.store()))
                .toList();
        if (users.isEmpty() || database.source().isPresent()) {
            return "";
        }
        String name = database.inSql();
        return "as_owner " + site.region() + " " + instance(site, database) + " " + secret(site, database) + " " + name
                + " <<'END'\n"
                + users.stream().map(service -> said(service.name(), name)).collect(Collectors.joining()) + "END\n";
    }

    /// Of a part of a global database the machine that takes writes just now.
    private static String instance(Site site, Database database) {
        return database.global().isEmpty()
                ? database.name()
                : "\\\n  \"$(aws rds describe-db-clusters --region " + site.region() + " --db-cluster-identifier "
                        + database.name() + " \\\n    --query 'DBClusters[0].DBClusterMembers[?IsClusterWriter]"
                        + ".DBInstanceIdentifier' --output text)\"";
    }

    /// RDS names the secret of one that nobody follows itself (see `aws.Postgres`).
    private static String secret(Site site, Database database) {
        return database.isFollowed()
                ? database.secret()
                : "\\\n  \"$(aws rds describe-db-instances --region " + site.region() + " --db-instance-identifier "
                        + database.name()
                        + " \\\n    --query 'DBInstances[0].MasterUserSecret.SecretArn' --output text)\"";
    }

    private static String said(String user, String database) {
        String name = '"' + user + '"';
        return "CREATE USER " + name + " WITH LOGIN;\n"
                + "GRANT rds_iam TO " + name + ";\n"
                + "GRANT CONNECT ON DATABASE \"" + database + "\" TO " + name + ";\n"
                + "GRANT USAGE, CREATE ON SCHEMA public TO " + name + ";\n";
    }
}
