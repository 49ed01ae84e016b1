package dev.meridian.kubernetes;

import dev.meridian.estate.Cloud;
import dev.meridian.estate.Fleet;

/// From where a cluster of AWS is worked in, and by whom: its interface has no address outside of its network.
final class Reaching {
    private static final String AWS = """
            ## Reaching a cluster

            The interface of a cluster of AWS answers in its own network only, and knows one administrator: the role that applied the
            root of its region. Who else works there (`cluster_admins`, not that role once more), and from which addresses
            (`operators`: blocks of this network, or of one connected to it), a file of yours beside that root says. Whoever applies the
            root reads it, pipelines too; `meridian synth` never touches it:

            ```sh
            cat > ../terraform/regions/$REGION/operators.auto.tfvars <<END
            cluster_admins = ["$(aws iam get-role --role-name "$ROLE" --query Role.Arn --output text)"]
            operators      = ["$BLOCK"]
            END
            ```

            Where no other network is connected, there are two ways in that need no address:

            - AWS CloudShell, where the region has it, as an environment within the network: one of its private subnets, and the
              security group of the cluster (`eks-cluster-sg-…`), whose members reach each other. It has `kubectl`.
            - A session of Systems Manager to a machine in a private subnet that has that group, or whose subnet is in `operators`.

            """;

    private Reaching() {}

    /// Empty where no cluster is one of AWS.
    static String of(Fleet fleet) {
        return fleet.isIn(Cloud.AWS) ? AWS : "";
    }
}
