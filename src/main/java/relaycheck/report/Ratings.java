package relaycheck.report;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.base.Suppliers;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Streams;
import com.google.common.net.InetAddresses;
import java.io.InputStream;
import java.net.InetAddress;
import java.util.Optional;
import java.util.function.Supplier;
import relaycheck.verdict.Finding;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.toml.TomlMapper;

/**
 * Findings in the words of others: CVSS, CWE, CAPEC, and the controls that a scan supports evidence for. All of it stands,
 * with its sources, in the file {@code ratings.toml} beside this class's resources.
 */
final class Ratings {
    private static final Supplier<Ratings> STANDARD = Suppliers.memoize(Ratings::load);

    private final ImmutableList<Rating> all;
    private final ImmutableList<Control> controls;
    private final Weakness weakness;

    private Ratings(JsonNode file) {
        all = Streams.stream(file.path("rating")).map(Rating::of).collect(toImmutableList());
        controls = Streams.stream(file.path("control")).map(Control::of).collect(toImmutableList());
        weakness = Weakness.of(file.path("weakness"));
    }

    /** The ratings that come with relaycheck; read once, when first asked for. */
    static Ratings standard() {
        return STANDARD.get();
    }

    /** Every rating, the worst verdicts first. */
    ImmutableList<Rating> all() {
        return all;
    }

    /** What a scan supports evidence for. */
    ImmutableList<Control> controls() {
        return controls;
    }

    /** What kind of weakness a relay is. */
    Weakness weakness() {
        return weakness;
    }

    /** The rating of a finding; empty for a host that is in order. */
    Optional<Rating> of(Finding finding) {
        String id = finding.rule().equals("relayed") && reachesInside(finding) ? "relayed-inside" : finding.rule();
        return all.stream().filter(rating -> rating.id().equals(id)).findFirst();
    }

    private static boolean reachesInside(Finding finding) {
        return !isInside(finding.endpoint().address())
                && finding.egress().stream()
                        .filter(InetAddresses::isInetAddress)
                        .map(InetAddresses::forString)
                        .anyMatch(Ratings::isInside);
    }

    /** RFC 1918 or unique local (RFC 4193). */
    private static boolean isInside(InetAddress address) {
        byte[] bytes = address.getAddress();
        return address.isSiteLocalAddress() || bytes.length == 16 && (bytes[0] & 0xfe) == 0xfc;
    }

    private static Ratings load() {
        InputStream file = Ratings.class.getResourceAsStream("ratings.toml");
        if (file == null) {
            throw new IllegalStateException("ratings.toml is missing");
        }
        return new Ratings(new TomlMapper().readTree(file));
    }

    /**
     * One kind of finding.
     *
     * @param id      the rule's id, stable for ever
     * @param title   in a few words
     * @param summary in one sentence
     * @param score   the CVSS 3.1 base score, or where there is no vector the middle of its severity's band
     * @param cvss31  the vector; empty where nothing was proved
     * @param cvss40  the vector of CVSS 4.0
     * @param score40 its score
     */
    record Rating(
            String id,
            String title,
            String summary,
            double score,
            Optional<String> cvss31,
            Optional<String> cvss40,
            double score40) {
        /** Whether it says that something is wrong with a host, not that nothing could be said. */
        boolean isWeakness() {
            return score > 0;
        }

        private static Rating of(JsonNode node) {
            return new Rating(
                    node.path("id").asString(),
                    node.path("title").asString(),
                    node.path("summary").asString(),
                    node.path("score").asDouble(),
                    node.path("cvss31").stringValueOpt(),
                    node.path("cvss40").stringValueOpt(),
                    node.path("score40").asDouble(0));
        }
    }

    /**
     * What a scan supports evidence for.
     *
     * @param framework the standard and its edition
     * @param id        the control's number
     * @param title     what it is called
     * @param evidence  what exactly a scan shows
     * @param from      where it must be made for that, inside or outside; empty where it may be made anywhere
     * @param source    where it is published
     */
    record Control(String framework, String id, String title, String evidence, Optional<String> from, String source) {
        /** Whether scans made inside, outside or both, as these say, show it. */
        boolean isShown(boolean inside, boolean outside) {
            return from.map(place -> place.equals("inside") ? inside : outside).orElse(true);
        }

        private static Control of(JsonNode node) {
            return new Control(
                    node.path("framework").asString(),
                    node.path("id").asString(),
                    node.path("title").asString(),
                    node.path("evidence").asString(),
                    node.path("from").stringValueOpt(),
                    node.path("source").asString());
        }
    }

    /**
     * The weakness that a relay is.
     *
     * @param cwe     its number in CWE
     * @param name    its name there
     * @param url     its page there
     * @param capec   the attack patterns that use it
     * @param attacks the page of the first
     */
    record Weakness(int cwe, String name, String url, ImmutableList<Integer> capec, String attacks) {
        private static Weakness of(JsonNode node) {
            return new Weakness(
                    node.path("cwe").asInt(),
                    node.path("name").asString(),
                    node.path("url").asString(),
                    Streams.stream(node.path("capec")).map(JsonNode::asInt).collect(toImmutableList()),
                    node.path("attacks").asString());
        }
    }
}
