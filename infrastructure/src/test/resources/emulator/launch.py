"""moto's server for the tests, with what it lacks to be applied to twice.

Each change below says what the server does without it. They change what it remembers and tells, never what a caller may
ask: a test that passes here has shown that calls and their order are right, not that AWS would answer so.
"""
import sys

from moto.iam.access_control import PermissionResult
from moto.kms import models as kms
from moto.s3 import models as buckets
from moto.s3 import responses as answers

# A key's copy shares its settings with the key, so that one of the two is no longer a key of several regions.
_replicate = kms.KmsBackend.replicate_key


def replicate_key(self, key_id, replica_region):
    copy = _replicate(self, key_id, replica_region)
    copy.multi_region_configuration = dict(copy.multi_region_configuration)
    return copy


kms.KmsBackend.replicate_key = replicate_key

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

from moto.server import main

main(sys.argv[1:])
