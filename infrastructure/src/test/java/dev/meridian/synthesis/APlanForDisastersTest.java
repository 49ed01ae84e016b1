package dev.meridian.synthesis;

import static dev.meridian.synthesis.Written.file;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.SequencedMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// What `dr-plan.md` says of regions and stores is what the roots beside it build.
@DisplayName("A plan for disasters")
class APlanForDisastersTest {
    private static String plan(String example) {
        return file(Written.example(example), "runbooks/dr-plan.md");
    }

    @Test
    void denies_no_region_that_is_built() {
        assertThat(plan("mahavishnu"))
                .contains(
                        "| regions | us-east-1, eu-west-1, ap-southeast-1, us-central1, europe-west1, asia-southeast1,"
                                + " eastus, westeurope and southeastasia |",
                        "| not built here | — |",
                        "only [region-loss.md](region-loss.md), [dns.md](dns.md) and this page speak")
                .doesNotContain("Nothing is built in");
    }

    @Test
    void has_copies_where_some_are_written_and_nowhere_else() {
        assertThat(plan("richesreach"))
                .contains(
                        "| main | postgresql | us-east-1, eu-west-1 and ap-southeast-1 | — | nothing copies it: each region has"
                                + " its own |",
                        "| cache | redis | us-east-1, eu-west-1 and ap-southeast-1 | — | nothing copies it");
        assertThat(plan("pyairtable"))
                .contains(
                        "| tables | postgresql | us-east-1 | eu-west-1 and ap-southeast-1 | async |",
                        "| cache | redis | us-east-1, eu-west-1 and ap-southeast-1 | — | nothing copies it",
                        "| events | kafka | us-east-1, eu-west-1 and ap-southeast-1 | each of the others | async |");
        assertThat(plan("ai-teddy-bear"))
                .contains(
                        "| profiles | dynamodb | us-east-1, eu-west-1 and ap-southeast-1 | each of the others | provider |",
                        "| audio | object | us-east-1 | eu-west-1 and ap-southeast-1 | async |",
                        "| logs | object | us-east-1, eu-west-1 and ap-southeast-1 | — | nothing copies it",
                        "| volumes | volume | us-east-1, eu-west-1 and ap-southeast-1 | — | nothing copies it");
        assertThat(plan("pyairtable"))
                .contains("aws backup list-restore-jobs --region us-east-1")
                .doesNotContain("aws backup list-restore-jobs --region eu-west-1");
        assertThat(plan("genai-demo"))
                .doesNotContain("list-restore-jobs")
                .contains("| events | kafka | ap-east-2 and ap-northeast-1 | — | nothing copies it");
    }

    /// What a figure is of stands beside it; what is backed up without being asked for does not count in it.
    @Test
    void names_the_store_whose_figure_it_has() {
        assertThat(plan("mahavishnu"))
                .contains(
                        "| snapshots | volume | us-east-1, eu-west-1 and ap-southeast-1 | — | nothing copies it: each region"
                                + " has its own |",
                        "| `snapshots`: restore of `snapshots` unknown |",
                        "that says nowhere how often `snapshots` is backed up",
                        "| snapshots | us-east-1 | 35 days |",
                        "| search | us-east-1 | any hour of 14 days |");
        assertThat(plan("pyairtable"))
                .contains("| `tables`: RDS cross-region replica promotion")
                .doesNotContain("says nowhere how often");
    }

    @Test
    void says_what_moves_users() {
        assertThat(plan("ai-teddy-bear"))
                .contains(
                        "`child.ai-teddy-bear.example` is led by the accelerator",
                        "Behind `child.ai-teddy-bear.example` nothing")
                .doesNotContain("checks send", "its checks move users", "cannot write");
        assertThat(plan("mahavishnu"))
                .contains(
                        "`api.mahavishnu.example` is led to the regions that serve by checks of Route 53",
                        "`gcp.mahavishnu.example` is led to the regions of Google Cloud that serve by checks of Cloud DNS",
                        "`azure.mahavishnu.example` is led to the regions of Azure that serve by probes of Traffic Manager",
                        "Behind `api.mahavishnu.example` that is before a writer has moved",
                        "Behind `gcp.mahavishnu.example` and `azure.mahavishnu.example` nothing moves with them");
        assertThat(plan("richesreach")).contains("CloudFront asks another region at once");
    }

    /// A region of another cloud has a store of its own, and one that somebody else runs is not here.
    @Test
    void tells_what_each_cloud_has() {
        SequencedMap<String, String> files = Written.of("""
                meridian: 1
                application: shop
                regions:
                  eu-west-1: {role: primary}
                  europe-west1: {role: standby, provider: gcp}
                  us-central1: {role: standby, provider: gcp}
                services: {web: {port: 8080, dependsOn: {orders: hard, hours: soft}}}
                data:
                  orders: {kind: postgresql, runs: provider, replication: {mode: async, edges: {
                    near: {from: eu-west-1, to: europe-west1}, far: {from: europe-west1, to: us-central1}}}}
                  hours: {kind: postgresql, in: [eu-west-1]}
                compute: {platform: kubernetes}
                """);
        assertThat(file(files, "runbooks/dr-plan.md"))
                .contains(
                        "| orders | postgresql | eu-west-1, europe-west1 and us-central1 | — | nothing copies it: each region"
                                + " has its own |",
                        "| hours | postgresql | not built here | — | — |",
                        "| orders | europe-west1 | any moment of 7 days | — | no page: it is in Google Cloud |",
                        "Somebody else runs hours");
    }
}
