package dev.meridian.synthesis;

import dev.meridian.estate.Accelerator;
import dev.meridian.estate.Cloud;
import dev.meridian.estate.Entrance;
import dev.meridian.estate.Estate;
import dev.meridian.estate.Search;
import dev.meridian.estate.Site;
import dev.meridian.estate.Watch;
import dev.meridian.terraform.Root;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What the folder asks of people beside applying it, with its own names: what no provider of Terraform can set.
final class ByHand {
    private static final String STOPPING = "A follower takes writes of its own when each of its indices has stopped "
            + "following:\n`ask`, its region, `POST`, `_replication/`, the index and `/_stop`, with `{}`. It cannot go on "
            + "after that: an index that\nis to follow again is deleted first.\n\n";

    private ByHand() {}

    /// Empty where there is nothing.
    static String text(Estate estate) {
        SequencedMap<String, Search> searches = new LinkedHashMap<>();
        estate.sites()
                .values()
                .forEach(site -> site.stores().searches().forEach(one -> searches.putIfAbsent(one.store(), one)));
        boolean hasVolumes = estate.sites().values().stream()
                .anyMatch(site -> !site.stores().volumes().isEmpty());
        StringBuilder text = new StringBuilder(DatabaseUsers.text(estate));
        text.append(OnFargate.text(estate));
        text.append(proofs(estate));
        searches.values().forEach(search -> text.append(search(estate, search)));
        if (hasVolumes) {
            text.append(
                    "Volumes are backed up if they are marked with the tag of the table above: whoever makes one marks "
                            + "it\n(a storage class of the EBS driver does so by `tagSpecification_1`).\n\n");
        }
        text.append(bills(estate));
        text.append(switches(estate));
        if (estate.accelerator().isPresent()) {
            text.append(
                    "The addresses of the accelerator, for whoever has to let them through. The log of who connects is in "
                            + Accelerator.CONTROL + ":\n\n```sh\n"
                            + "aws globalaccelerator list-accelerators --region " + Accelerator.CONTROL
                            + " --query \"Accelerators[?Name=='" + estate.name()
                            + "'].IpSets[].IpAddresses[]\" --output text\n```\n\n");
        }
        return text.isEmpty() ? "" : "## Beside that\n\n" + text;
    }

    /// See `aws.Certificates`: a root that takes a proof with it ends certificates that are not its own.
    private static String proofs(Estate estate) {
        List<Entrance> ofAws = estate.entrances().stream()
                .filter(entrance -> entrance.cloud() == Cloud.AWS)
                .toList();
        if (ofAws.isEmpty()) {
            return "";
        }
        return "A region that is to go keeps what the others renew their certificates by. So before `terraform destroy` in "
                + "its root, and in\n`terraform/global`, which Terraform refuses otherwise:\n\n```sh\n"
                + "terraform state rm "
                + ofAws.stream()
                        .map(entrance -> "aws_route53_record." + Root.label(entrance.name()) + "_proof")
                        .collect(Collectors.joining(" "))
                + "\n```\n\n"
                + "The same holds for a name that is given up. What is left in the zone proves names to this account alone.\n\n";
    }

    /// See `aws.Bills`. A file of another name than those that are written is left alone.
    private static String bills(Estate estate) {
        Watch.Bills bills = estate.watch().bills();
        if (bills.isEmpty() || estate.in(Cloud.AWS).isEmpty()) {
            return "";
        }
        return "Bills know a tag a day after something carries it, and AWS refuses it before; in an organisation only the "
                + "account that pays\ncan switch it on. So `terraform/global/account` does nothing about bills until a file "
                + "says that it is time. A day after the\nfirst apply, in an account that pays for itself:\n\n```sh\n"
                + "echo 'tags_on_bills = true' > terraform/global/account/bills.auto.tfvars\n"
                + "git add -f terraform/global/account/bills.auto.tfvars   # for pipelines\n```\n\n"
                + "and apply that root again. Bills are divided by `" + String.join("`, `", bills.tags())
                + "` from then on, and not before"
                + (bills.hasJumps() ? "; jumps are told of once there are ten days to compare with" : "")
                + ".\nWhere another account pays, its owner does so there: "
                + "`aws ce update-cost-allocation-tags-status --cost-allocation-tags-status"
                + bills.tags().stream()
                        .map(tag -> " TagKey=" + tag + ",Status=Active")
                        .collect(Collectors.joining())
                + "`.\n\n";
    }

    /// All are off when they are made, and while all are, none counts (ARC developer guide, routing controls,
    /// 2026-11).
    private static String switches(Estate estate) {
        String turned = estate.entrances().stream()
                .filter(entrance -> entrance.lead() == Entrance.Lead.CONTROLS)
                .flatMap(entrance -> entrance.regions().stream()
                        .map(region -> "turn " + entrance.name() + " " + region + " On; sleep 5\n"))
                .collect(Collectors.joining());
        return turned.isEmpty()
                ? ""
                : "Switches of regions are off when they are made, and users are sent as if there were no checks until "
                        + "one is on. Once, after\n`terraform/global/controls`, and before anybody relies on them:\n\n```sh\n"
                        + ". runbooks/commands.sh\n" + turned + "```\n\n"
                        + "They keep users away from a region and stop nobody from writing there: "
                        + "[runbooks/dns.md](runbooks/dns.md).\n\n";
    }

    private static String search(Estate estate, Search search) {
        return "**" + search.store() + "**: an account has one role by which OpenSearch Service gets into networks. "
                + "Where yours has it,\n`terraform/bootstrap` says so, and takes it over:\n\n```sh\n"
                + "terraform import aws_iam_service_linked_role.opensearch \\\n"
                + "  \"$(aws iam get-role --role-name AWSServiceRoleForAmazonOpenSearchService --query Role.Arn "
                + "--output text)\"\n```\n\n"
                + "What a service may do within a domain, the domain decides. From a machine that reaches it, as the role\n`"
                + search.owner() + "`:\n\n```sh\n"
                + "ACCOUNT=$(aws sts get-caller-identity --query Account --output text)\n"
                + "ask() {\n"
                + "  HOST=$(aws opensearch describe-domain --region \"$1\" --domain-name " + search.name()
                + " --query DomainStatus.Endpoints.vpc --output text)\n"
                + "  curl -sS -X \"$2\" --aws-sigv4 \"aws:amz:$1:es\" --user \"$AWS_ACCESS_KEY_ID:$AWS_SECRET_ACCESS_KEY\" \\\n"
                + "    -H \"x-amz-security-token: $AWS_SESSION_TOKEN\" -H \"content-type: application/json\" \\\n"
                + "    -d \"$4\" \"https://$HOST/_plugins/$3\"\n"
                + "}\n"
                + estate.sites().values().stream()
                        .filter(site -> site.stores().searches().stream()
                                .anyMatch(one -> one.store().equals(search.store())))
                        .map(site -> services(estate, site, search))
                        .collect(Collectors.joining())
                + followers(estate, search)
                + "```\n\n"
                + (search.isFollowed() ? STOPPING : "");
    }

    /// Those of its region, and of others that reach it: any copy may be the one that is written tomorrow.
    private static String services(Estate estate, Site site, Search search) {
        String roles = Stream.concat(Stream.of(site), estate.peers(site).stream())
                .flatMap(from -> from.compute().running().stream()
                        .filter(service -> service.stores().contains(search.store()))
                        .map(service ->
                                "\\\"arn:aws:iam::$ACCOUNT:role/" + from.name() + "-" + service.name() + "\\\""))
                .collect(Collectors.joining(", "));
        return roles.isEmpty()
                ? "# no role of a service is written for " + site.region() + ": map those by which yours sign in\n"
                : "ask " + site.region() + " PUT _security/api/roles/services '{\"cluster_permissions\": "
                        + "[\"cluster_composite_ops\"], \"index_permissions\": [{\"index_patterns\": [\"*\"], "
                        + "\"allowed_actions\": [\"crud\", \"create_index\"]}]}'\n"
                        + "ask " + site.region()
                        + " PUT _security/api/rolesmapping/services \"{\\\"backend_roles\\\": ["
                        + roles + "]}\"\n";
    }

    /// Each is told to follow every index, those that are there and those that will be.
    private static String followers(Estate estate, Search search) {
        return estate.links().stream()
                .flatMap(link -> link.copies().followings().stream())
                .filter(one -> one.store().equals(search.store()))
                .map(one -> "ask " + one.follower() + " POST _replication/_autofollow '{\"leader_alias\": \""
                        + one.leader() + "\", \"name\": \"all\", \"pattern\": \"*\", \"use_roles\": "
                        + "{\"leader_cluster_role\": \"all_access\", \"follower_cluster_role\": \"all_access\"}}'\n")
                .collect(Collectors.joining());
    }
}
