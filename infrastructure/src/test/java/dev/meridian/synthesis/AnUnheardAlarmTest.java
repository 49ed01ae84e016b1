package dev.meridian.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// What rings where nobody is: whoever writes it is told at once.
@DisplayName("An alarm that nobody hears")
class AnUnheardAlarmTest {
    private static final String SHOP = """
            meridian: 1
            application: shop
            regions: {REGION: {role: primary}}
            services: {web: {port: 8080, health: /health, image: acme/web}}
            compute: {platform: kubernetes}
            WATCHED
            operations: {contacts: {CONTACT}}
            """;

    private static List<String> notices(String region, String watched, String contact) {
        Synthesis.Outcome outcome = Written.outcome(
                SHOP.replace("REGION", region).replace("WATCHED", watched).replace("CONTACT", contact));
        assertThat(outcome.problems()).isEmpty();
        return outcome.notices();
    }

    @Test
    void is_said_with_its_line_and_who_would_hear_it() {
        assertThat(notices("eu-west-1", "observability: {alarms: [critical-thresholds]}", "chat: \"#shop\""))
                .singleElement()
                .asString()
                .startsWith("x.yaml:6:")
                .contains("tells nobody", "`operations.contacts: {oncall: …@…}`", "`-alarms`");
        assertThat(notices("eu-west-1", "cost: {budget: {limit: 50 USD/month}}", ""))
                .singleElement()
                .asString()
                .startsWith("x.yaml:6:");
    }

    /// AWS Backup tries, and nothing tells how it went.
    @Test
    void is_that_of_a_restore_where_the_file_asks_for_no_alarm() {
        String tried = "data: {orders: {kind: postgresql, runs: provider, backup: {keep: 9d, verify: weekly}}}";
        assertThat(notices("eu-west-1", tried, "crew: crew@acme.test"))
                .singleElement()
                .asString()
                .startsWith("x.yaml:6:")
                .contains("restores of `orders` are tried", "nobody is told", "alarms: [critical-thresholds]");
        assertThat(notices("eu-west-1", tried.replace(", verify: weekly", ""), ""))
                .isEmpty();
        String heard = tried + "\nobservability: {alarms: [health-checks]}";
        assertThat(notices("eu-west-1", heard, "crew: crew@acme.test")).isEmpty();
    }

    @Test
    void is_none_where_somebody_is_named_or_nothing_rings() {
        String alarms = "observability: {alarms: [critical-thresholds]}";
        assertThat(notices("eu-west-1", alarms, "crew: crew@acme.test")).isEmpty();
        assertThat(notices("eu-west-1", "observability: {dashboards: [health]}", ""))
                .isEmpty();
        assertThat(notices("eu-west-1", "cost: {budget: {limit: 50 USD/month, alerts: false}}", ""))
                .isEmpty();
        assertThat(notices("europe-west1", alarms, "")).isEmpty();
    }
}
