package relaycheck.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static relaycheck.cli.StoredRuns.at;
import static relaycheck.cli.StoredRuns.write;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relaycheck.Main;
import relaycheck.verdict.Finding;
import relaycheck.verdict.Verdict;

/** Seven runs, a day apart, of hosts that open, close, flap, vanish and come back. */
class WeekOfRunsTest {
    /** A letter a day: Open, Suspect, Not a relay, Unreachable, Inconclusive, or not asked. */
    private static final String[][] HOSTS = {
        {"10.0.0.1", "OOOOOOO"},
        {"10.0.0.2", "NNONOOO"},
        {"10.0.0.3", "OOOUUNN"},
        {"10.0.0.4", "NNNNNNO"},
        {"10.0.0.5", "SSSSSOS"},
        {"10.0.0.6", "OOOO..."},
        {"10.0.0.7", "NNNNNNN"},
    };

    @TempDir
    private Path dir;

    private final StringWriter out = new StringWriter();
    private Path store;

    @BeforeEach
    void aWeek() {
        store = dir.resolve("week.db");
        for (int day = 0; day < 7; day++) {
            int today = day;
            write(
                    store,
                    day,
                    "1/1",
                    Arrays.stream(HOSTS)
                            .filter(host -> host[1].charAt(today) != '.')
                            .map(host -> at(host[0], verdict(host[1].charAt(today))))
                            .toArray(Finding[]::new));
        }
    }

    static Verdict verdict(char letter) {
        return switch (letter) {
            case 'O' -> Verdict.OPEN;
            case 'S' -> Verdict.SUSPECT;
            case 'U' -> Verdict.UNREACHABLE;
            case 'I' -> Verdict.INCONCLUSIVE;
            default -> Verdict.NOT_A_RELAY;
        };
    }

    private int run(Object... arguments) {
        out.getBuffer().setLength(0);
        return Main.run(
                new PrintWriter(out, true),
                new PrintWriter(out, true),
                Arrays.stream(arguments).map(Object::toString).toArray(String[]::new));
    }

    @Test
    void history_listsTheWeek() {
        assertThat(run("history", store)).isEqualTo(ExitStatus.OK);
        assertThat(out.toString().lines()).hasSize(7);
        assertThat(out.toString())
                .containsSubsequence(
                        "7  run-6", "6 endpoints, 3 open, 1 suspect", "4  run-3", "7 endpoints, 2 open, 1 suspect");
    }

    @Test
    void lives_tellSinceWhenAndHowOften() {
        run("history", store, "--endpoint", "10.0.0.1:80");
        assertThat(out.toString())
                .contains("exposed since 2026-11-24", "exposed in 7 of 7")
                .doesNotContain("flapping");
        run("history", store, "--endpoint", "10.0.0.2:80");
        assertThat(out.toString()).contains("flapping: exposed in 4 of 7");
        run("history", store, "--endpoint", "10.0.0.3:80");
        assertThat(out.toString()).contains("not exposed", "exposed in 3 of 7");
        run("history", store, "--endpoint", "10.0.0.6:80");
        assertThat(out.toString()).contains("exposed since", "exposed in 4 of 4");
    }

    @Test
    void diffsOfTheWeek_areWhatHappened() {
        assertThat(run("diff", "1", "7", "--store", store)).isEqualTo(ExitStatus.EXPOSED);
        assertThat(out.toString().lines().map(line -> line.replaceAll(":80 .*", "")))
                .containsExactly(
                        "new          10.0.0.2",
                        "new          10.0.0.4",
                        "gone         10.0.0.6",
                        "fixed        10.0.0.3",
                        "4 changes, 2 exposed as before");
        assertThat(run("diff", "3", "4", "--store", store)).isEqualTo(ExitStatus.OK);
        assertThat(out.toString()).contains("not judged   10.0.0.3:80", "fixed        10.0.0.2:80");
        assertThat(run("diff", "6", "7", "--store", store)).isEqualTo(ExitStatus.EXPOSED);
        assertThat(out.toString()).contains("changed      10.0.0.5:80  OPEN (critical) -> SUSPECT (medium)");
    }

    @Test
    void failOnNew_failsOnTheDaysOnWhichSomethingOpened() {
        String failed = "";
        for (int day = 2; day <= 7; day++) {
            failed += run("report", store, "-q", "--run", day, "--fail-on", "new");
        }
        // day 3: .2 opens; 5: again; 6: .5 from suspect to open; 7: .4
        assertThat(failed).isEqualTo("010111");
    }

    @Test
    void page_drawsTheTrendAndEachLife() throws IOException {
        Path html = dir.resolve("week.html");
        run("report", store, "-q", "-o", html, "--baseline", "last");
        Document page = Jsoup.parse(Files.readString(html, UTF_8));
        assertThat(page.select(".trend-columns .vh").eachText().stream()
                        .map(words -> words.replaceAll(".*: (\\d+) open, (\\d+) suspect.*", "$1+$2")))
                .containsExactly("3+1", "3+1", "4+1", "2+1", "2+1", "3+0", "3+1");
        assertThat(page.select(".compared").text())
                .isEqualTo(
                        "Since the scan of 29 November 2026, 10:00 UTC: 1 new, 1 changed, 0 fixed, 0 not judged again.");
        assertThat(strip(page, "f-10-0-0-2-80")).isEqualTo("NNONOOO");
        assertThat(strip(page, "f-10-0-0-5-80")).isEqualTo("SSSSSOS");
        assertThat(page.select("#f-10-0-0-4-80 .change").text()).isEqualTo("New");
    }

    @Test
    void pageOfAnEarlierRun_knowsNothingOfLaterOnes() throws IOException {
        Path html = dir.resolve("week.html");
        run("report", store, "-q", "-o", html, "--run", "3");
        Document page = Jsoup.parse(Files.readString(html, UTF_8));
        assertThat(page.select(".trend-columns li")).hasSize(3);
        assertThat(strip(page, "f-10-0-0-2-80")).isEqualTo("NNO");
    }

    @Test
    void japanesePage_isJapanese() throws IOException {
        Path html = dir.resolve("week.html");
        run("report", store, "-o", "-", "-o", html, "--lang", "ja");
        assertThat(out.toString()).contains("エンドポイント 6 件");
        Document page = Jsoup.parse(Files.readString(html, UTF_8));
        assertThat(page.select("html").attr("lang")).isEqualTo("ja");
        assertThat(page.select("#f-10-0-0-2-80 .strip span").text()).isEqualTo("7 回の調査のうち 4 回で露出（途中で一度解消）");
    }

    private static String strip(Document page, String card) {
        StringBuilder letters = new StringBuilder();
        for (Element square : page.select("#" + card + " .strip rect")) {
            letters.append(square.className().charAt(2));
        }
        return letters.toString();
    }
}
