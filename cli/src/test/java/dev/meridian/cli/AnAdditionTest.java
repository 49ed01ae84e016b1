package dev.meridian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.synthesis.Drift;
import dev.meridian.synthesis.Parts;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// What somebody adds by hand to what a root has built, where links between regions add to it too. With the
/// whole way from the cloud `AnAppliedEstateTest` deals.
@DisplayName("An addition")
class AnAdditionTest {
    private static final Parts.Part ROUTE = new Parts.Part("aws_route_table rtb-1", "route", "\"10.1.0.0/16\"");
    private static final AskedRoot HERE = new AskedRoot(
            "regions/here",
            Optional.of(new Drift(3, List.of())),
            Optional.of(new Parts(List.of(new Parts.Found("aws_route_table.private", ROUTE)), Set.of())),
            Optional.empty());

    private static AskedRoot link(Optional<Parts> parts) {
        return new AskedRoot("links/here--there", Optional.empty(), parts, Optional.empty());
    }

    @Test
    void is_what_no_link_of_the_region_adds() {
        AskedRoot silent = link(Optional.of(new Parts(List.of(), Set.of())));
        DriftReport report = new DriftReport(List.of(new Additions(List.of(HERE, silent)).among(HERE)));
        assertThat(report.exitCode()).isEqualTo(1);
        assertThat(report.text()).isEqualTo("""
                regions/here: 1 of 3 resources is not as written
                  aws_route_table.private route: declared nothing, real "10.1.0.0/16"
                """);
        AskedRoot adds = link(Optional.of(new Parts(List.of(), Set.of(ROUTE))));
        assertThat(new Additions(List.of(HERE, adds)).among(HERE)).isEqualTo(HERE);
    }

    @Test
    void is_not_searched_for_where_a_link_cannot_be_read() {
        AskedRoot answer = new Additions(List.of(HERE, link(Optional.empty()))).among(HERE);
        DriftReport report = new DriftReport(List.of(answer));
        assertThat(report.exitCode()).isZero();
        assertThat(report.text())
                .startsWith("regions/here: as written (3 resources)\n  not all of it: the state of links/here--there");
        assertThat(report.json("abc")).contains("\"answered\" : true", "cannot be read");
    }

    @Test
    void is_known_by_the_links_of_the_regions_that_are_asked_for() {
        List<String> order = List.of(
                "bootstrap", "regions/here", "regions/there", "links/here--there", "links/nowhere--there", "global");
        assertThat(Additions.beside(List.of("regions/here"), order)).containsExactly("links/here--there");
        assertThat(Additions.beside(order, order)).isEmpty();
        assertThat(Additions.beside(List.of("global"), order)).isEmpty();
    }
}
