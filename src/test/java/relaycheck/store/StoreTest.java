package relaycheck.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import com.google.common.collect.Iterators;
import com.google.common.collect.Streams;
import com.google.common.io.Resources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relaycheck.history.Run;
import relaycheck.proof.ProofKey;
import relaycheck.report.FindingLine;
import relaycheck.report.FindingText;
import relaycheck.report.Report;
import relaycheck.report.SampleReports;
import relaycheck.verdict.Finding;
import relaycheck.verdict.Severity;
import relaycheck.verdict.Verdict;

class StoreTest {
    private static final ProofKey KEY = ProofKey.of(new byte[ProofKey.BYTES]);
    private static final Report SAMPLE = SampleReports.everyVerdict(Locale.ENGLISH);

    private static final Run.Receipt RECEIPT = new Run.Receipt(9, 8, 7, 6, 5, 4, 3);

    @TempDir
    private Path dir;

    private Path file() {
        return dir.resolve("relaycheck.db");
    }

    private static ImmutableList<FindingLine> lines(Iterable<Finding> findings) {
        return ImmutableList.copyOf(Iterables.transform(findings, FindingLine::new));
    }

    /** All but closed doors, which are kept without their words. */
    private static ImmutableList<String> texts(Iterable<Finding> findings) {
        return Streams.stream(findings)
                .filter(finding -> finding.verdict() != Verdict.UNREACHABLE)
                .map(FindingText::write)
                .collect(ImmutableList.toImmutableList());
    }

    private void writeSample() {
        try (Store store = Store.open(file())) {
            RunWriter writer = store.begin(SAMPLE.run(), KEY);
            writer.commit(lines(SAMPLE.findings()), SAMPLE.run().receipt());
            writer.skipped(SAMPLE.skipped());
        }
    }

    @Test
    void everyKindOfFinding_comesBackAsItWas() {
        writeSample();
        try (Store store = Store.openExisting(file())) {
            assertThat(store.runs()).containsExactly(SAMPLE.run());
            RunReader reader = store.read(SAMPLE.run());
            assertThat(texts(reader.findings())).containsExactlyInAnyOrderElementsOf(texts(SAMPLE.findings()));
            assertThat(reader.skipped()).containsExactlyElementsOf(SAMPLE.skipped());
            assertThat(reader.summary().verdicts()).isEqualTo(SAMPLE.summary().verdicts());
            assertThat(reader.summary().severities())
                    .containsExactlyInAnyOrderEntriesOf(SAMPLE.summary().severities());
            assertThat(store.key(SAMPLE.run()).text()).isEqualTo(KEY.text());
        }
    }

    @Test
    void findings_standWithTheWorstFirst() {
        writeSample();
        try (Store store = Store.openExisting(file())) {
            assertThat(store.read(SAMPLE.run()).findings())
                    .map(Finding::verdict)
                    .isSorted();
            assertThat(store.read(SAMPLE.run()).exposed())
                    .map(Finding::verdict)
                    .contains(Verdict.OPEN, Verdict.INCONCLUSIVE)
                    .doesNotContain(Verdict.NOT_A_RELAY, Verdict.UNREACHABLE);
            assertThat(store.read(SAMPLE.run()).relaying())
                    .map(Finding::verdict)
                    .isSorted()
                    .containsOnly(Verdict.OPEN, Verdict.SUSPECT);
        }
    }

    @Test
    void closedDoor_isKeptWithoutItsWords() {
        Finding closed = SampleReports.unreachable();
        assertThat(FindingRows.isClosedDoor(closed)).isTrue();
        assertThat(FindingRows.isClosedDoor(SampleReports.labelled(closed, "web team")))
                .isFalse();
        assertThat(FindingRows.isClosedDoor(SampleReports.notARelay())).isFalse();
        writeSample();
        try (Store store = Store.openExisting(file())) {
            Finding read = Iterables.getLast(store.read(SAMPLE.run()).findings());
            assertThat(read.endpoint()).isEqualTo(closed.endpoint());
            assertThat(read.at()).isEqualTo(closed.at());
            assertThat(read.because()).isEqualTo("cannot be reached: nothing listens there");
        }
    }

    @Test
    void resumedRun_addsToWhatWasCommitted() {
        writeSample();
        try (Store store = Store.open(file())) {
            Run run = store.lastRun().orElseThrow();
            store.resume(run).commit(lines(List.of(SampleReports.open("10.9.9.9", "10.9.9.9"))), RECEIPT);
            store.resume(run).skipped(SAMPLE.skipped());
        }
        try (Store store = Store.open(file())) {
            assertThat(store.runs()).map(Run::receipt).containsExactly(RECEIPT);
            RunReader reader = store.read(SAMPLE.run());
            assertThat(reader.decided()).hasSize(8).doesNotHaveDuplicates();
            assertThat(reader.skipped()).hasSize(2);
        }
    }

    @Test
    void passThatStoppedEarly_isEndedByTheNextOfItsReader() {
        writeSample();
        try (Store store = Store.openExisting(file())) {
            RunReader reader = store.read(SAMPLE.run());
            Iterator<Finding> stopped = reader.findings().iterator();
            Iterator<Finding> ofAnother = store.read(SAMPLE.run()).findings().iterator();
            assertThat(stopped.next().verdict()).isEqualTo(Verdict.OPEN);
            assertThat(ofAnother.next().verdict()).isEqualTo(Verdict.OPEN);
            assertThat(reader.findings()).hasSize(7);
            assertThatThrownBy(stopped::hasNext)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("another pass over the run was begun");
            assertThat(Iterators.size(ofAnother)).isEqualTo(6);
        }
    }

    @Test
    void replacedFinding_standsOnce() {
        writeSample();
        Finding better = SampleReports.labelled(SampleReports.openSquid(), "better");
        try (Store store = Store.open(file())) {
            store.resume(SAMPLE.run()).replace(better);
        }
        try (Store store = Store.openExisting(file())) {
            assertThat(store.read(SAMPLE.run()).findings())
                    .filteredOn(finding -> finding.endpoint().equals(better.endpoint()))
                    .singleElement()
                    .satisfies(finding -> assertThat(finding.label()).contains("better"));
        }
    }

    @Test
    void removedRun_leavesNothingBehind() throws SQLException {
        writeSample();
        try (Store store = Store.open(file())) {
            store.remove(SAMPLE.run());
            assertThat(store.runs()).isEmpty();
        }
        assertThat(count("SELECT (SELECT count(*) FROM finding) + (SELECT count(*) FROM skipped)"))
                .isZero();
    }

    @Test
    void newStore_isForItsOwnerAlone() throws IOException {
        Store.open(file()).close();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
    }

    @Test
    void missingStore_isNotMadeByReaders() {
        assertThatThrownBy(() -> Store.openExisting(file()))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("there is no store");
        assertThat(file()).doesNotExist();
    }

    @Test
    void placeThatCannotHoldAStore_isSaid() {
        assertThatThrownBy(() -> Store.open(dir.resolve("nowhere/relaycheck.db")))
                .isInstanceOf(StoreException.class)
                .hasMessageEndingWith("there is no such folder");
        assertThatThrownBy(() -> Store.open(Path.of("/sys/relaycheck.db")))
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith("cannot make the store /sys/relaycheck.db: ");
    }

    @Test
    void anotherProgramsDatabase_isLeftAlone() throws SQLException {
        sql("CREATE TABLE recipe (name TEXT)");
        assertThatThrownBy(() -> Store.open(file()))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("is a database of another program");
        assertThat(count("SELECT count(*) FROM sqlite_master")).isEqualTo(1);
    }

    @Test
    void fileThatIsNoDatabase_isSaid() throws IOException {
        Files.writeString(file(), "a letter to a friend, long enough to have a header\n".repeat(40), UTF_8);
        assertThatThrownBy(() -> Store.open(file()))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("is not a store of relaycheck");
    }

    @Test
    void newerVersionsStore_isSaid() throws SQLException {
        writeSample();
        sql("PRAGMA user_version = 99");
        assertThatThrownBy(() -> Store.open(file()))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("was written by a newer relaycheck");
    }

    @Test
    void storeInUse_isSaidAndStaysUsable() {
        try (Store first = Store.open(file())) {
            RunWriter writer = first.begin(SAMPLE.run(), KEY);
            assertThatThrownBy(() -> Store.open(file()))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("is in use by another relaycheck");
            writer.commit(lines(SAMPLE.findings()), RECEIPT);
            assertThat(first.read(SAMPLE.run()).decided()).hasSize(7);
        }
    }

    @Test
    void fullDisk_isSaidAndLosesNothingCommitted() throws SQLException {
        writeSample();
        try (Store store = Store.open(file())) {
            RunWriter writer = store.resume(SAMPLE.run());
            try (Statement limit = store.connection().createStatement();
                    ResultSet pages = limit.executeQuery("PRAGMA page_count")) {
                limit.getConnection().createStatement().execute("PRAGMA max_page_count = " + (pages.getInt(1) + 2));
            }
            assertThatThrownBy(
                            () -> writer.commit(lines(SampleReports.many(2_000).findings()), RECEIPT))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("the disk is full");
        }
        try (Store store = Store.open(file())) {
            assertThat(store.read(SAMPLE.run()).decided()).hasSize(7);
        }
    }

    @Test
    void storeOfTheFirstVersion_isReadable() throws IOException, SQLException {
        String dump = Resources.toString(Resources.getResource("store/version-1.sql"), UTF_8);
        sql(dump.split(";\n"));
        try (Store store = Store.openExisting(file())) {
            Run run = store.lastRun().orElseThrow();
            assertThat(run.id()).isEqualTo("20261124T100000Z-8c41");
            assertThat(run.canary().ports()).containsExactly(8471, 443, 80, 25);
            assertThat(run.receipt().dials()).isEqualTo(14);
            assertThat(store.key(run).text()).isEqualTo("0f".repeat(32) + "\n");
            ImmutableList<Finding> findings =
                    ImmutableList.copyOf(store.read(run).findings());
            assertThat(findings)
                    .map(finding -> finding.endpoint() + " " + finding.verdict() + " " + finding.severity())
                    .containsExactly(
                            "10.77.2.1:80 OPEN CRITICAL",
                            "10.77.2.6:80 NOT_A_RELAY NONE",
                            "10.77.2.7:80 UNREACHABLE NONE",
                            "[2001:db8::7]:80 UNREACHABLE NONE");
            assertThat(findings.get(0).probes().get(0).proof()).isPresent();
            assertThat(findings.get(2).because()).isEqualTo("cannot be reached: nothing listens there");
            assertThat(findings.get(3).because()).isEqualTo("cannot be reached: no answer to the dial");
            assertThat(store.read(run).skipped()).hasSize(2);
            assertThat(store.read(run).summary().severities()).containsEntry(Severity.CRITICAL, 1L);
        }
    }

    private void sql(String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private int count(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.getInt(1);
        }
    }
}
