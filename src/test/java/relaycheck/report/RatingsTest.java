package relaycheck.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relaycheck.verdict.Row;
import relaycheck.verdict.Severity;
import relaycheck.verdict.Verdict;
import relaycheck.verdict.VerdictTable;

class RatingsTest {
    private static final Ratings RATINGS = Ratings.standard();

    @ParameterizedTest
    @CsvSource(textBlock = """
            relayed,        7.2, 6.9
            relayed-inside, 9.3, 7.8
            """)
    void provenRelay_hasItsScores(String id, double score31, double score40) {
        Ratings.Rating rating = rating(id);

        assertThat(rating.score()).isEqualTo(score31);
        assertThat(rating.score40()).isEqualTo(score40);
        assertThat(baseScore(rating.cvss31().orElseThrow())).isEqualTo(score31);
        assertThat(rating.cvss40().orElseThrow())
                .matches("CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:N/VI:N/VA:N/SC:[HL]/SI:L/SA:N");
    }

    @Test
    void vectorsOfBothVersions_sayTheSame() {
        for (String id : List.of("relayed", "relayed-inside")) {
            Map<String, String> three = metrics(rating(id).cvss31().orElseThrow());
            Map<String, String> four = metrics(rating(id).cvss40().orElseThrow());
            assertThat(four.get("SC")).isEqualTo(three.get("C"));
            assertThat(four.get("SI")).isEqualTo(three.get("I"));
            assertThat(four.get("SA")).isEqualTo(three.get("A"));
        }
    }

    @Test
    void everyRowOfTheVerdictTableThatMatters_isRated() {
        for (Row row : VerdictTable.ROWS) {
            boolean matters = row.severity() != Severity.NONE;
            assertThat(RATINGS.all().stream().anyMatch(rating -> rating.id().equals(row.id())))
                    .isEqualTo(matters);
        }
    }

    /** They stand in reports of scans from inside as well, which tell nothing of strangers. */
    @Test
    void summaries_claimNoMoreThanAScanFromAnywhereShows() {
        assertThat(RATINGS.all()).extracting(Ratings.Rating::summary).noneMatch(said -> said.contains("stranger"));
    }

    @Test
    void unproved_hasNoVector() {
        assertThat(RATINGS.of(SampleReports.suspect()).orElseThrow().cvss31()).isEmpty();
    }

    @Test
    void hostInOrder_isNotRated() {
        assertThat(RATINGS.of(SampleReports.notARelay())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            203.0.113.9, 10.0.0.5,     relayed-inside
            203.0.113.9, fd00::5,      relayed-inside
            203.0.113.9, 203.0.113.10, relayed
            203.0.113.9, '',           relayed
            10.0.0.9,    10.0.0.5,     relayed
            fd00::9,     10.0.0.5,     relayed
            """)
    void relayWithALegInside_isRatedWorse(String endpoint, String egress, String rating) {
        assertThat(RATINGS.of(SampleReports.open(endpoint, egress))
                        .orElseThrow()
                        .id())
                .isEqualTo(rating);
        assertThat(SampleReports.open(endpoint, egress).verdict()).isEqualTo(Verdict.OPEN);
    }

    @Test
    void controls_haveSources() {
        assertThat(RATINGS.controls().stream().map(Ratings.Control::id))
                .containsExactly("2.6", "CM-7", "RA-5", "11.3.1", "11.3.2", "A.8.8", "A.8.9");
        assertThat(RATINGS.controls()).allMatch(control -> control.source().startsWith("https://"));
        assertThat(RATINGS.weakness().cwe()).isEqualTo(441);
        assertThat(RATINGS.weakness().capec()).contains(219);
    }

    private static Ratings.Rating rating(String id) {
        return RATINGS.all().stream()
                .filter(rating -> rating.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** CVSS 3.1, section 7.1, for what is reached over the network, without rights or help, and changes scope. */
    private static double baseScore(String vector) {
        assertThat(vector).startsWith("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/");
        ImmutableMap<String, Double> weight = ImmutableMap.of("N", 0.0, "L", 0.22, "H", 0.56);
        Map<String, String> metrics = metrics(vector);
        double kept = (1 - weight.get(metrics.get("C")))
                * (1 - weight.get(metrics.get("I")))
                * (1 - weight.get(metrics.get("A")));
        double iss = 1 - kept;
        double impact = 7.52 * (iss - 0.029) - 3.25 * Math.pow(iss - 0.02, 15);
        double exploitability = 8.22 * 0.85 * 0.77 * 0.85 * 0.85;
        return Math.ceil(Math.round(Math.min(1.08 * (impact + exploitability), 10) * 100_000) / 10_000.0) / 10.0;
    }

    private static Map<String, String> metrics(String vector) {
        return Splitter.on('/')
                .splitToStream(vector)
                .skip(1)
                .map(metric -> metric.split(":", 2))
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
    }
}
