package dev.meridian.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.topology.Topology;
import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// What the CDK keeps beside a program.
@DisplayName("A context")
class AContextTest {
    private static Topology read(String context) {
        Draft draft = Drafts.of(Plan.json(context).toString());
        assertThat(draft.form()).isEqualTo(Form.CDK_CONTEXT);
        Drafts.blueprint(draft);
        return Drafts.topology(draft);
    }

    private static Topology.Region region(Topology topology, String name) {
        return Objects.requireNonNull(topology.regions().get(new RegionName(name)));
    }

    @Test
    void has_the_regions_and_the_promises_of_its_application() {
        Topology topology = read("""
                {'shop:regions': {'primary': 'ap-east-2', 'secondary': 'ap-northeast-1'},
                 'shop:multi-region': {'failover-rto-minutes': 5, 'failover-rpo-minutes': 1}}""");
        assertThat(topology.applications()).containsKey("shop");
        assertThat(region(topology, "ap-east-2").role()).contains(Topology.Role.PRIMARY);
        assertThat(region(topology, "ap-northeast-1").role()).contains(Topology.Role.STANDBY);
        assertThat(topology.objectives().rto()).contains(Duration.ofMinutes(5));
        assertThat(topology.objectives().rpo()).contains(Duration.ofMinutes(1));
    }

    @Test
    void of_lookups_alone_has_their_regions_and_accounts() {
        Draft draft = Drafts.of("""
                {"availability-zones:account=111111111111:region=eu-west-1": ["eu-west-1a"],
                 "vpc-provider:account=222222222222:filter.tag:Name=a:b:region=eu-central-1:returnAsymmetricSubnets=true":
                   {"vpcId": "vpc-1", "vpcCidrBlock": "10.4.0.0/16"}}""");
        Drafts.blueprint(draft);
        Topology topology = Drafts.topology(draft);
        assertThat(region(topology, "eu-west-1").account()).contains("aws-111111111111");
        assertThat(region(topology, "eu-central-1").account()).contains("aws-222222222222");
        assertThat(region(topology, "eu-central-1").cidr().map(Object::toString))
                .contains("10.4.0.0/16");
        assertThat(draft.assumed()).extracting(Draft.Assumed::path).contains("regions.eu-west-1.role");
    }

    @Test
    void that_switches_the_second_region_off_has_one() {
        Topology topology = read("""
                {'shop:regions': {'primary': 'eu-west-1', 'secondary': 'eu-central-1'},
                 'shop:multi-region': {'enable-dr': false}}""");
        assertThat(topology.regions().keySet()).containsExactly(new RegionName("eu-west-1"));
    }

    @Test
    void sizes_the_second_region_as_a_share_of_the_first() {
        Topology topology = read("""
                {'shop:regions': {'primary': 'eu-west-1', 'secondary': 'eu-central-1'},
                 'shop:environments': {
                   'production': {'vpc-cidr': '10.2.0.0/16', 'eks-min-nodes': 4, 'eks-max-nodes': 10},
                   'production-dr': {'vpc-cidr': '10.3.0.0/16', 'eks-min-nodes': 1, 'eks-max-nodes': 8},
                   'test': {'vpc-cidr': '10.2.0.0/16', 'eks-min-nodes': 1, 'eks-max-nodes': 1}}}""");
        Topology.Region second = region(topology, "eu-central-1");
        assertThat(second.capacity().orElseThrow().toString()).contains("0.25", "0.8");
        assertThat(second.cidr().map(Object::toString)).contains("10.3.0.0/16");
        assertThat(topology.environments().keySet()).containsExactlyInAnyOrder("production", "test");
        assertThat(topology.elsewhere())
                .extracting(other -> other.regions().size())
                .as("the second region is in production only")
                .containsExactlyInAnyOrder(2, 1);
    }

    @Test
    void with_figures_that_cannot_be_leaves_them_out() {
        Topology topology = read("""
                {'shop:regions': {'primary': 'eu-west-1', 'secondary': 'EU Central'},
                 'shop:multi-region': {'failover-rto-minutes': -1, 'failover-rpo-minutes': 'none'},
                 'shop:environments': {'prod': {'vpc-cidr': '10.0.0.0/4', 'eks-min-nodes': 9, 'eks-max-nodes': 1}}}""");
        assertThat(topology.regions()).hasSize(1);
        assertThat(topology.objectives().rto()).isEmpty();
        assertThat(region(topology, "eu-west-1").cidr()).isEmpty();
    }

    @Test
    void says_what_it_did_not_read() {
        Draft draft = Drafts.of("cdk.context.json", Drafts.example("cdk.context.json"), Answers.NONE);
        assertThat(draft.notRead())
                .extracting(Draft.NotRead::type)
                .isEqualTo(List.of("ami", "hosted-zone", "@aws-cdk", "@aws-cdk"));
        assertThat(draft.read()).contains(new Draft.Count("availability-zones", 2));
    }

    @Test
    void names_its_regions_as_people_name_them() {
        Draft draft = Drafts.of("""
                {"shop:regions": ["us-east-1", "eu-west-1"],
                 "shop:multi-region": {"primary-region": "eu-west-1", "secondary-region": "us-east-1", "rto": "1m"},
                 "availability-zones:account=111111111111:region=ap-northeast-1": ["ap-northeast-1a"]}""");
        Topology topology = Drafts.topology(draft);
        assertThat(region(topology, "eu-west-1").role()).contains(Topology.Role.PRIMARY);
        assertThat(region(topology, "us-east-1").role()).contains(Topology.Role.STANDBY);
        assertThat(draft.notRead())
                .extracting(Draft.NotRead::address)
                .containsExactly("shop:multi-region.rto", "ap-northeast-1");
    }

    @Test
    void with_a_standby_alone_has_another_region_as_its_primary() {
        Draft draft = Drafts.of("""
                {"shop:multi-region": {"secondary-region": "eu-west-1"},
                 "shop:regions": ["eu-west-1", "eu-north-1"]}""");
        Topology topology = Drafts.topology(draft);
        assertThat(region(topology, "eu-north-1").role()).contains(Topology.Role.PRIMARY);
        assertThat(region(topology, "eu-west-1").role()).contains(Topology.Role.STANDBY);
        assertThat(draft.assumed()).extracting(Draft.Assumed::path).contains("regions.eu-north-1.role");
    }
}
