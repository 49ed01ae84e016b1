"""moto's server for the tests, with what it lacks to be applied to twice.

Each change below says what the server does without it. They change what it remembers and tells, never what a caller may
ask: a test that passes here has shown that calls and their order are right, not that AWS would answer so.
"""
import json
import sys
import uuid
from urllib.parse import unquote

from moto.applicationautoscaling import responses as scaling
from moto.backup import responses as backups
from moto.cloudtrail import models as trails
from moto.ec2 import models as networks
from moto.ec2.models import instance_types as offered
from moto.ec2.models import launch_templates as templates
from moto.ec2.models import managed_prefixes as prefixes
from moto.ec2.models import security_groups as groups
from moto.ecs import responses as containers
from moto.eks import models as clusters
from moto.eks import responses as answered
from moto.iam.access_control import PermissionResult
from moto.kafka import models as streams
from moto.kafka import responses as streaming
from moto.kafka import urls as paths
from moto.kafka.exceptions import NotFoundException
from moto.kinesis import responses as records
from moto.kms import models as kms
from moto.kms import responses as keeping
from moto.rds import models as databases
from moto.rds import responses as asking
from moto.route53 import models as names
from moto.route53 import responses as naming
from moto.s3 import models as buckets
from moto.s3 import responses as answers

# It knows of no machine in the newest regions, whose roots ask whether there are those that they need.
offered.INSTANCE_TYPE_OFFERINGS["region"].setdefault("ap-east-2", offered.INSTANCE_TYPE_OFFERINGS["region"]["ap-east-1"])

# A key's copy shares its settings and names with the key, so that one of the two is no longer a key of several regions
# and the other has the names of both.
_replicate = kms.KmsBackend.replicate_key


def replicate_key(self, key_id, replica_region):
    copy = _replicate(self, key_id, replica_region)
    copy.multi_region_configuration = dict(copy.multi_region_configuration)
    copy.aliases = {}
    return copy


kms.KmsBackend.replicate_key = replicate_key

# It forgets what is said of a key's copy alone, which Terraform waits for.
_replicated = keeping.KmsResponse.replicate_key


def replicated(self):
    answer = _replicated(self)
    backend = kms.kms_backends[self.current_account][self._get_param("ReplicaRegion")]
    copy = backend.keys[self._get_param("KeyId").split("/")[-1]]
    copy.description = self._get_param("Description") or ""
    copy.policy = self._get_param("Policy") or copy.policy
    backend.tag_resource(copy.id, self._get_param("Tags") or [])
    return answer


keeping.KmsResponse.replicate_key = replicated

# The policy of a bucket is applied without its conditions, so that "nobody, unless by TLS" is nobody. It is kept, and
# not applied.
buckets.FakeBucket.get_permission = lambda self, action, resource: PermissionResult.NEUTRAL

# Of a rule of replication only the target is told again, not which objects it takes.
_REMEMBERED = ("DeleteMarkerReplication", "SourceSelectionCriteria", "ExistingObjectReplication")
_serialized = answers.S3Response.serialized


def serialized(self, answer):
    told = answer.result if isinstance(answer.result, dict) else {}
    rules = told.get("ReplicationConfiguration", {}).get("Rules", [])
    kept = self.backend.get_bucket_replication(self.bucket_name)["Rule"] if rules else []
    for rule, one in zip(rules, kept):
        rule.update({name: one[name] for name in _REMEMBERED if name in one})
    return _serialized(self, answer)


answers.S3Response.serialized = serialized

# All databases have one and the same id, by which Terraform asks for each; and none knows by what it is watched.
_WATCHED = {
    "monitoring_interval": "monitoring_interval",
    "monitoring_role_arn": "monitoring_role_arn",
    "enable_performance_insights": "performance_insights_enabled",
    "performance_insights_kms_key_id": "performance_insights_kms_key_id",
    "performance_insights_retention_period": "performance_insights_retention_period",
}
_made = databases.DBInstance.__init__


def made(self, backend, **asked):
    _made(self, backend, **asked)
    self.dbi_resource_id = "db-" + uuid.uuid4().hex.upper()
    for name, known in _WATCHED.items():
        if asked.get(name) is not None:
            setattr(self, known, asked[name])


databases.DBInstance.__init__ = made


# A follower in another region is a copy of its source, with a key and a network that are not of its region.
def create_db_instance_read_replica(self, asked):
    source = self.find_db_from_id(asked["source_db_instance_identifier"])
    settings = {
        "engine": source.engine,
        "engine_version": source.engine_version,
        "allocated_storage": source.allocated_storage,
        "master_username": source.master_username,
        "db_name": source.db_name,
        "storage_encrypted": source.storage_encrypted,
    }
    settings.update({name: value for name, value in asked.items() if value is not None})
    replica = databases.DBInstance(self, **settings)
    replica.set_as_replica()
    self.databases[asked["db_instance_identifier"]] = replica
    source.add_replica(replica)
    return replica


databases.RDSBackend.create_db_instance_read_replica = create_db_instance_read_replica


# A source is asked to forget a follower by a name that it does not know it by.
def remove_replica(self, replica):
    known = {replica.db_instance_identifier, replica.db_instance_arn}
    self.replicas = [name for name in self.replicas if name not in known]


databases.DBInstance.remove_replica = remove_replica

# A global database is looked for in one region alone: it does not find the part of another one that it begins with, and
# no part of another one leaves it.
_whole = databases.RDSBackend.create_global_cluster
_deleted = databases.RDSBackend.delete_db_cluster


def create_global_cluster(self, global_cluster_identifier, source_db_cluster_identifier, **asked):
    if source_db_cluster_identifier is None:
        return _whole(self, global_cluster_identifier, None, **asked)
    home = databases.rds_backends[self.account_id][source_db_cluster_identifier.split(":")[3]]
    part = home.describe_db_clusters(db_cluster_identifier=source_db_cluster_identifier)[0]
    asked.update(
        engine=part.engine, engine_version=part.engine_version, storage_encrypted=part.storage_encrypted
    )
    whole = _whole(self, global_cluster_identifier, None, **asked)
    whole.members.append(part)
    part.is_writer = True
    return whole


def remove_from_global_cluster(self, global_cluster_identifier, db_cluster_identifier):
    left = None
    for home in databases.rds_backends[self.account_id].values():
        for name, whole in home.global_clusters.items():
            if name == global_cluster_identifier:
                left = whole
                whole.members = [
                    one
                    for one in whole.members
                    if db_cluster_identifier not in (one.db_cluster_arn, one.db_cluster_identifier)
                ]
    return left


def delete_db_cluster(self, cluster_identifier, snapshot_name=None):
    part = _deleted(self, cluster_identifier, snapshot_name)
    for home in databases.rds_backends[self.account_id].values():
        for whole in home.global_clusters.values():
            whole.members = [one for one in whole.members if one is not part]
    return part


databases.RDSBackend.create_global_cluster = create_global_cluster
databases.RDSBackend.remove_from_global_cluster = remove_from_global_cluster
databases.RDSBackend.delete_db_cluster = delete_db_cluster

# Nor has it the tags that it is made with; and every part tells how it grows and shrinks, which only one without
# machines of its own does.
_tagged = asking.RDSResponse.create_global_cluster


def create_tagged(self):
    answer = _tagged(self)
    self.global_backend.global_clusters[self.params["GlobalClusterIdentifier"]].tags = self.params.get("Tags")
    return answer


asking.RDSResponse.create_global_cluster = create_tagged
_scaled = databases.DBCluster.scaling_configuration_info
databases.DBCluster.scaling_configuration_info = property(
    lambda self: _scaled.fget(self) if self.engine_mode == "serverless" else None
)

# Which parameters somebody has set is what Terraform asks for, and what is not told.
_set = databases.DBParameterGroup.update_parameters


def update_parameters(self, parameters):
    _set(self, [{"Source": "user", **parameter} for parameter in parameters])


databases.DBParameterGroup.update_parameters = update_parameters

# Of a cluster who may sign in and how long its version stays is not told, nor how machines are renewed; machines have
# a key for strangers that nobody asked for. Of a service of containers it is not told how its copies are spread again,
# nor what becomes of a new version that does not start.
clusters.DEFAULT_REMOTE_ACCESS = None
_FORGOTTEN = {
    (answered.EKSResponse, "create_cluster"): {"accessConfig": "access_config", "upgradePolicy": "upgrade_policy"},
    (answered.EKSResponse, "create_nodegroup"): {"updateConfig": "update_config"},
    (containers.EC2ContainerServiceResponse, "create_service"): {
        "availabilityZoneRebalancing": "availability_zone_rebalancing",
        "deploymentConfiguration": "deployment_configuration",
    },
}


def remembering(owner, name, settings):
    asked = getattr(owner, name)

    def answer(self):
        told = asked(self)
        (made,) = told.result.values()
        for key, known in settings.items():
            if self._get_param(key) is not None:
                setattr(made, known, self._get_param(key))
        return told

    return answer


for (owner, name), settings in _FORGOTTEN.items():
    setattr(owner, name, remembering(owner, name, settings))

# A cluster has no group of rules of its own, to which others could be let in.
_cluster = clusters.EKSBackend.create_cluster
_without = clusters.EKSBackend.delete_cluster


def create_cluster(self, **asked):
    network = networks.ec2_backends[self.account_id][self.region_name]
    subnet = network.get_subnet(asked["resources_vpc_config"]["subnetIds"][0])
    group = network.create_security_group("eks-" + asked["name"], "EKS", vpc_id=subnet.vpc_id)
    asked["resources_vpc_config"]["clusterSecurityGroupId"] = group.id
    return _cluster(self, **asked)


def delete_cluster(self, name):
    gone = _without(self, name)
    network = networks.ec2_backends[self.account_id][self.region_name]
    network.delete_security_group(group_id=gone.resources_vpc_config["clusterSecurityGroupId"])
    return gone


clusters.EKSBackend.create_cluster = create_cluster
clusters.EKSBackend.delete_cluster = delete_cluster

# The tags of a template are taken for tags of the machines that are made by it.
_template = templates.LaunchTemplate.__init__


def template(self, backend, name, template_data, version_description, tag_spec):
    ours = [one for one in template_data.get("TagSpecifications", []) if one["ResourceType"] != "launch-template"]
    if "TagSpecifications" in template_data:
        template_data = {**template_data, "TagSpecifications": ours}
    _template(self, backend, name, template_data, version_description, tag_spec)


templates.LaunchTemplate.__init__ = template

# What grows by itself has tags when it is made, and nobody can ask for them.
_register = scaling.ApplicationAutoScalingResponse.register_scalable_target


def register_scalable_target(self):
    told = _register(self)
    _tags[json.loads(told)["ScalableTargetARN"]] = self._get_param("Tags") or {}
    return told


_tags = {}
scaling.ApplicationAutoScalingResponse.register_scalable_target = register_scalable_target
scaling.ApplicationAutoScalingResponse.list_tags_for_resource = lambda self: json.dumps(
    {"Tags": _tags.get(self._get_param("ResourceARN"), {})}
)

# A trail is begun, ended and deleted by its name only, not by its whole one.


def by_name(name):
    asked = getattr(trails.CloudTrailBackend, name)
    return lambda self, name: asked(self, name.rpartition("/")[2])


for name in ("start_logging", "stop_logging", "delete_trail"):
    setattr(trails.CloudTrailBackend, name, by_name(name))

# The addresses from which Route 53 asks are on no list.
_lists = prefixes.ManagedPrefixListBackend.create_default_pls


def create_default_pls(self):
    _lists(self)
    self._create_aws_managed_prefix_list(
        name=f"com.amazonaws.{self.region_name}.route53-healthchecks",
        address_family="IPv4",
        entries=[{"Cidr": "15.177.0.0/18", "Description": "default"}],
    )


prefixes.ManagedPrefixListBackend.create_default_pls = create_default_pls
# A Kafka never becomes ready and has no name in its ARN; whom to call, how networks get to it and that it is gone is not
# told; what nobody has set is told as if somebody had.
streams.FakeKafkaCluster._generate_arn = lambda self: (
    f"arn:aws:kafka:{self.region_name}:{self.account_id}:cluster/{self.cluster_name}/{self.cluster_id}-1"
)
_streamed = streams.FakeKafkaCluster.__init__


def streamed(self, *given, **asked):
    _streamed(self, *given, **{**asked, "state": "ACTIVE"})


streams.FakeKafkaCluster.__init__ = streamed


def described(name):
    describe = getattr(streams.KafkaBackend, name)

    def answer(self, cluster_arn):
        if cluster_arn not in self.clusters:
            raise NotFoundException(f"no {cluster_arn}")
        told = describe(self, cluster_arn)
        if self.clusters[cluster_arn].configuration_info is None:
            for part in (told, told.get("provisioned", {})):
                part.get("currentBrokerSoftwareInfo", {}).pop("configurationArn", None)
                part.get("currentBrokerSoftwareInfo", {}).pop("configurationRevision", None)
        for part in (told, told.get("provisioned", {})):
            if not part.get("openMonitoring"):
                part.pop("openMonitoring", None)
        return told

    return answer


for name in ("describe_cluster", "describe_cluster_v2"):
    setattr(streams.KafkaBackend, name, described(name))


def listed(self):
    wanted = self._get_param("clusterNameFilter")
    found = [self.kafka_backend.describe_cluster(arn) for arn in self.kafka_backend.clusters]
    return json.dumps({"clusterInfoList": [one for one in found if wanted in (None, one["clusterName"])]})


def bootstrapped(self):
    return json.dumps({"bootstrapBrokerStringSaslIam": "b-1.kafka.invalid:9098"})


def connected(self):
    arn = unquote(self.parsed_url.path.split("/clusters/")[-1].removesuffix("/connectivity"))
    cluster = self.kafka_backend.clusters[arn]
    known = cluster.broker_node_group_info.get("connectivityInfo", {})
    cluster.broker_node_group_info["connectivityInfo"] = {**known, **self._get_param("connectivityInfo")}
    cluster.current_version = "2.0"
    return json.dumps({"clusterArn": arn, "clusterOperationArn": arn.replace(":cluster/", ":cluster-operation/")})


def operated(self):
    arn = unquote(self.parsed_url.path.split("/operations/")[-1])
    told = {"operationArn": arn, "operationState": "UPDATE_COMPLETE", "clusterArn": arn}
    return json.dumps({"clusterOperationInfo": told})


streaming.KafkaResponse.list_clusters = listed
streaming.KafkaResponse.get_bootstrap_brokers = bootstrapped
streaming.KafkaResponse.update_connectivity = connected
streaming.KafkaResponse.describe_cluster_operation = operated
paths.url_paths["{0}/v1/operations/(?P<operation>.+)$"] = streaming.KafkaResponse.dispatch

# What a rule is for is told of addresses only, not of groups and lists.
_rule = groups.SecurityGroupRule.__init__


def rule(self, *asked, **also):
    _rule(self, *asked, **also)
    about = [one for one in (*asked, *also.values()) if isinstance(one, dict) and "Description" in one]
    self.said = about[0]["Description"] if about else None


groups.SecurityGroupRule.__init__ = rule
groups.SecurityGroupRule.description = property(lambda self: self.said)

# Tags of backups are asked for by an address that ends otherwise.
def tagged(self):
    return json.dumps({"Tags": self.backup_backend.list_tags(unquote(self.path.rstrip("/").split("/")[-1]))})


backups.BackupResponse.list_tags = tagged

# A check that looks at a switch does not tell which, but a port and a rhythm that nobody asked for.
_config = names.HealthCheck.health_check_config
_asked = naming.Route53.create_health_check


def create_health_check(self):
    told = _asked(self)
    told.result["HealthCheck"].switch = self._get_param("HealthCheckConfig").get("RoutingControlArn")
    return told


def health_check_config(self):
    if getattr(self, "switch", None):
        return {"Type": self.type_, "RoutingControlArn": self.switch}
    return _config.fget(self)


naming.Route53.create_health_check = create_health_check
names.HealthCheck.health_check_config = property(health_check_config)

# Tags that a stream of records is made with are forgotten.
_stream = records.KinesisResponse.create_stream


def create_stream(self):
    told = _stream(self)
    if self._get_param("Tags"):
        self.kinesis_backend.add_tags_to_stream(None, self._get_param("StreamName"), self._get_param("Tags"))
    return told


records.KinesisResponse.create_stream = create_stream

# Head and body of an answer leave together: between the two, a client under load now and then lets go.
from werkzeug.serving import WSGIRequestHandler

WSGIRequestHandler.wbufsize = 1 << 16

# Of two requests at once one walks through what the other adds to, and is answered with an error of the server: they
# are answered one after another.
from threading import Lock

from moto.moto_server.werkzeug_app import DomainDispatcherApplication

_answer = DomainDispatcherApplication.__call__
_one_at_a_time = Lock()


def answer(self, asked, begin):
    with _one_at_a_time:
        return _answer(self, asked, begin)


DomainDispatcherApplication.__call__ = answer

from moto.server import main

main(sys.argv[1:])
