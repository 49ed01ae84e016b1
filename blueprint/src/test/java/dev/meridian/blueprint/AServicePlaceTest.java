package dev.meridian.blueprint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.units.RegionName;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The regions of a service")
class AServicePlaceTest {
    private static final String FILE = """
            meridian: 1
            applications: {primary: {}, global: {roles: {us-west-2: standby, us-east-1: primary}}}
            regions: {us-east-1: {}, us-west-2: {}, eu-west-1: {role: standby}, eu-central-1: {role: primary}}
            services:
              all: {application: global, port: 8080}
              batch: {application: primary, in: [eu-central-1]}
              edge: {shared: true, in: [us-west-2, eu-west-1]}
              none: {application: global, in: [us-east-1, eu-west-1]}
            """;

    private static List<String> regions(String service) {
        Service found = Resolving.of(FILE).services().get(service);
        return found == null
                ? List.of()
                : found.regions().stream().map(RegionName::text).toList();
    }

    @Test
    void are_those_that_it_names_and_else_all_of_its_application() {
        assertThat(regions("all")).containsExactly("us-east-1", "us-west-2", "eu-west-1");
        assertThat(regions("batch")).containsExactly("eu-central-1");
        assertThat(regions("edge")).containsExactly("us-west-2", "eu-west-1");
        assertThat(regions("none")).containsExactly("us-east-1", "eu-west-1");
    }

    @Test
    void are_among_those_of_its_application() {
        assertThat(Resolving.problems(FILE.replace("in: [eu-central-1]", "in: [eu-central-1, us-west-2]")))
                .contains("x.yaml:6:52", "`batch` cannot run in us-west-2", "its application `primary` has no role");
    }
}
