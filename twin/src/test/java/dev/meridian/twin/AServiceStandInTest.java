package dev.meridian.twin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AServiceStandInTest {
    @Test
    void answers_where_a_health_path_with_a_query_or_an_escape_leads() {
        assertThat(ServiceStandIn.page("/health?deep=1")).contains("/health");
        assertThat(ServiceStandIn.page("/he%61lth")).contains("/health");
        assertThat(ServiceStandIn.page("/")).contains("/");
        assertThat(ServiceStandIn.page("//health")).isEmpty();
        assertThat(ServiceStandIn.page("/100%")).isEmpty();
    }
}
