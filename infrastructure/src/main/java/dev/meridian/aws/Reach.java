package dev.meridian.aws;

import static dev.meridian.hcl.Expression.reference;

import dev.meridian.estate.Site;
import dev.meridian.hcl.Block;
import dev.meridian.terraform.Root;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// Who reaches a store in the network of its region: the services beside it. It reaches nobody. Those of another
/// region are let in by the root of the pair ([Across]), and only where they have something to do there.
final class Reach {
    private Reach() {}

    /// What is asked of a store.
    ///
    /// @param group the name of its group of rules
    /// @param port that it listens on
    record Door(String group, int port) {}

    /// Of each store of a region that has an address in its network, by the store's name in the file.
    static SequencedMap<String, Door> doors(Site site) {
        SequencedMap<String, Door> doors = new LinkedHashMap<>();
        site.databases().forEach(one -> doors.put(one.store(), new Door(one.name(), Postgres.PORT)));
        site.stores().caches().forEach(one -> doors.put(one.store(), new Door(one.name(), Valkey.PORT)));
        site.stores().logs().forEach(one -> doors.put(one.store(), new Door(one.name(), Msk.PORT)));
        site.stores()
                .searches()
                .forEach(one -> doors.put(one.store(), new Door(site.name() + "-" + one.store(), OpenSearch.TLS)));
        return doors;
    }

    static List<Block> of(Site site, String store) {
        Door door = door(site, store);
        String label = Root.label(store);
        return List.of(
                Block.resource("aws_security_group", label)
                        .set("name", door.group())
                        .set("description", "Who reaches " + store + " in " + site.region())
                        .set("vpc_id", reference("aws_vpc.main.id"))
                        .set("tags", Setup.named(door.group())),
                Block.resource("aws_vpc_security_group_ingress_rule", label + "_services")
                        .set("for_each", reference("local.zones"))
                        .set("security_group_id", reference("aws_security_group." + label + ".id"))
                        .set("ip_protocol", "tcp")
                        .set("from_port", door.port())
                        .set("to_port", door.port())
                        .set("description", "Services of this region")
                        .set("cidr_ipv4", reference("each.value.private")));
    }

    static Door door(Site site, String store) {
        Door door = doors(site).get(store);
        if (door == null) {
            throw new IllegalArgumentException(store + " has no address in " + site.region());
        }
        return door;
    }
}
