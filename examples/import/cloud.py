"""A moto_server that applies main.tf: three corrections of moto 5.2.1, none of Terraform. See README.md.

1. Each database instance has a resource id of its own; in moto all have the same one, by which the provider reads them.
2. A replica of a database in another region belongs to that region, and has the parameter group of none.
3. The members of a cache's replication group are as many as were asked for, and can be described.
"""

import hashlib
import sys

from moto.elasticache import models as cache
from moto.rds import models as rds
from moto.server import main

make = rds.DBInstance.__init__
make_replica = rds.RDSBackend.create_db_instance_read_replica
group_of = cache.ReplicationGroup.__init__
describe = cache.ElastiCacheBackend.describe_cache_clusters


def resource_id(region, identifier):
    return "db-" + hashlib.sha256((region + identifier).encode()).hexdigest()[:26].upper()


def make_with_an_id(self, *said, **named):
    make(self, *said, **named)
    self.dbi_resource_id = resource_id(self.region, self.db_instance_identifier)


def make_replica_here(self, asked):
    primary = self.find_db_from_id(asked["source_db_instance_identifier"])
    replica = make_replica(self, asked)
    replica.dbi_resource_id = resource_id(self.region_name, asked["db_instance_identifier"])
    replica.multi_az = bool(asked.get("multi_az"))
    replica.backup_retention_period = asked.get("backup_retention_period") or 0
    if primary.region != self.region_name:
        replica.availability_zone = self.region_name + "a"
        if not asked.get("db_parameter_group_name"):
            replica.db_parameter_group_name = None
    return replica


def group_with_members(self, *said, **named):
    group_of(self, *said, **named)
    for number in range(len(self.member_clusters) + 1, (named.get("num_cache_clusters") or 1) + 1):
        self.member_clusters.append(f"{self.replication_group_id}-{number:03}")


def describe_members_too(self, cache_cluster_id=None):
    for group in self.replication_groups.values():
        if cache_cluster_id in group.member_clusters and cache_cluster_id not in self.cache_clusters:
            code = cache.CacheCluster.__init__.__code__
            said = dict.fromkeys(code.co_varnames[1 : code.co_argcount])
            said["account_id"] = self.account_id
            said["region_name"] = self.region_name
            said["cache_cluster_id"] = cache_cluster_id
            said["cache_node_type"] = group.cache_node_type
            said["engine"] = group.engine
            said["engine_version"] = f"{group.engine_version}.0"
            said["replication_group_id"] = group.replication_group_id
            said["log_delivery_configurations"] = []
            return [cache.CacheCluster(**said)]
    return describe(self, cache_cluster_id)


rds.DBInstance.__init__ = make_with_an_id
rds.RDSBackend.create_db_instance_read_replica = make_replica_here
cache.ReplicationGroup.__init__ = group_with_members
cache.ElastiCacheBackend.describe_cache_clusters = describe_members_too

main(sys.argv[1:])
