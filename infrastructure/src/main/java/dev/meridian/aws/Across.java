package dev.meridian.aws;

import static dev.meridian.hcl.Expression.call;
import static dev.meridian.hcl.Expression.reference;
import static dev.meridian.hcl.Expression.template;
import static dev.meridian.hcl.Expression.texts;

import dev.meridian.estate.Cache;
import dev.meridian.estate.Database;
import dev.meridian.estate.Search;
import dev.meridian.estate.Settings;
import dev.meridian.estate.Site;
import dev.meridian.estate.Workload;
import dev.meridian.hcl.Block;
import dev.meridian.hcl.Expression;
import dev.meridian.terraform.Root;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;

/// Who of one region reaches the stores of another whose network is connected: its services, and they only where
/// something of them ends there. That is a store that is written in one region and followed in others, since any
/// of these may be the writer's tomorrow; a store that their own region has not; and one of which the file says
/// that any copy will do. Copies between stores need none of this: the cloud has ways of its own for them.
///
/// The rules are in the root of the pair, so that a region that is added changes none that is there.
final class Across {
    private final List<Block> blocks = new ArrayList<>();
    private final SequencedSet<String> told = new LinkedHashSet<>();
    private boolean allows;

    private Across() {}

    static Across of(Site here, Site there) {
        Across across = new Across();
        across.into(Pair.HERE, here, there);
        across.into(Pair.THERE, there, here);
        return across;
    }

    List<Block> blocks() {
        return blocks;
    }

    /// The sides that are told where something of the other is.
    SequencedSet<String> told() {
        return told;
    }

    /// Whether roles of one are allowed something of the other.
    boolean allows() {
        return allows;
    }

    private void into(String side, Site site, Site from) {
        SequencedSet<String> reached = reached(site, from);
        Reach.doors(site).sequencedKeySet().stream().filter(reached::contains).forEach(store -> {
            String label = Root.label(store) + "_" + side + "_reached";
            Reach.Door door = Reach.door(site, store);
            blocks.add(Block.data("aws_security_group", label)
                    .set("provider", reference("aws." + side))
                    .set("name", door.group()));
            blocks.add(Block.resource("aws_vpc_security_group_ingress_rule", label)
                    .set("provider", reference("aws." + side))
                    .set("for_each", call("toset", blocks(from)))
                    .set("security_group_id", reference("data.aws_security_group." + label + ".id"))
                    .set("description", "Services of " + from.region())
                    .set("cidr_ipv4", reference("each.value"))
                    .set("ip_protocol", "tcp")
                    .set("from_port", door.port())
                    .set("to_port", door.port()));
            tell(side, site, from, store);
        });
    }

    /// Where it is, and that those who use it may: their region remembers the one, their roles have the other.
    private void tell(String side, Site site, Site from, String store) {
        String label = Root.label(store) + "_" + side + "_reached";
        Told.Store known = Optional.ofNullable(Told.stores(site).get(store))
                .orElseThrow(() -> new AssertionError(store + " is reached and has no address"));
        String data = "data." + known.type() + "." + label;
        String other = side.equals(Pair.HERE) ? Pair.THERE : Pair.HERE;
        Settings.Place place = new Settings.Place(store, site.region());
        blocks.add(Block.data(known.type(), label)
                .set("provider", reference("aws." + side))
                .set(known.key(), known.name()));
        blocks.add(Told.address(label, from, other, place, reference(data + "." + known.address())));
        told.add(other);
        List<String> users = from.services().stream()
                .filter(service -> service.stores().contains(store))
                .filter(service -> from.cluster().isPresent() || Fargate.runs(from, service))
                .map(Workload::name)
                .toList();
        if (!users.isEmpty()) {
            allows = true;
            allow(label, users, from, place, Access.fromAfar(site, "${each.key}", store, data));
        }
    }

    private void allow(String label, List<String> users, Site from, Settings.Place place, List<Block> statements) {
        Expression each = call("toset", texts(users));
        Block document = Block.data("aws_iam_policy_document", label)
                .set("provider", reference("aws." + Pair.HERE))
                .set("for_each", each);
        for (Block statement : statements) {
            document = document.with(statement);
        }
        blocks.add(document);
        blocks.add(Block.resource("aws_iam_role_policy", label)
                .set("provider", reference("aws." + Pair.HERE))
                .set("for_each", each)
                .set("name", place.store() + "-in-" + place.region())
                .set("role", template(from.name() + "-${each.key}"))
                .set("policy", reference("data.aws_iam_policy_document." + label + "[each.key].json")));
    }

    /// Where services of a region are.
    private static Expression blocks(Site from) {
        return texts(from.network().zones().stream()
                .map(zone -> zone.block(Site.Tier.PRIVATE).text())
                .toList());
    }

    private static SequencedSet<String> reached(Site site, Site from) {
        SequencedSet<String> reached = new LinkedHashSet<>();
        from.services().forEach(service -> {
            reached.addAll(service.afar());
            service.stores().stream()
                    .filter(store -> !Reach.doors(from).containsKey(store))
                    .forEach(reached::add);
        });
        List<String> theirs = List.copyOf(Reach.doors(from).keySet());
        site.databases().stream()
                .filter(Database::isFollowed)
                .map(Database::store)
                .filter(theirs::contains)
                .forEach(reached::add);
        site.stores().caches().stream()
                .filter(cache -> cache.global().isPresent())
                .map(Cache::store)
                .filter(theirs::contains)
                .forEach(reached::add);
        site.stores().searches().stream()
                .filter(search -> search.isFollowed() || search.leader().isPresent())
                .map(Search::store)
                .filter(theirs::contains)
                .forEach(reached::add);
        return reached;
    }
}
