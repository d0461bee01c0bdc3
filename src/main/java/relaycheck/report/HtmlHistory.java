package relaycheck.report;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.time.Instant;
import java.util.Optional;
import relaycheck.history.EndpointLife;
import relaycheck.history.RunTally;
import relaycheck.target.Endpoint;
import relaycheck.verdict.Finding;

/**
 * What earlier scans say, this one included; the page hides what is not there.
 *
 * @param lives   from scan to scan, of endpoints that have a card
 * @param tallies of the scans, the oldest first
 */
public record HtmlHistory(ImmutableMap<Endpoint, EndpointLife> lives, ImmutableList<RunTally> tallies) {
    /** Nothing is known of earlier scans. */
    public static final HtmlHistory NONE = new HtmlHistory(ImmutableMap.of(), ImmutableList.of());

    /** Since when the endpoint has been exposed. */
    public Optional<Instant> since(Finding finding) {
        return life(finding).flatMap(EndpointLife::openSince);
    }

    /** The endpoint's verdicts from scan to scan. */
    public Optional<HtmlStrip> strip(Finding finding, HtmlMessages say) {
        return life(finding).filter(life -> life.sightings().size() > 1).map(life -> HtmlStrip.of(life, say));
    }

    /** How the counts went from scan to scan. */
    public Optional<HtmlTrend> trend(HtmlMessages say) {
        return tallies.size() > 1 ? Optional.of(HtmlTrend.of(tallies, say)) : Optional.empty();
    }

    private Optional<EndpointLife> life(Finding finding) {
        return Optional.ofNullable(lives.get(finding.endpoint()));
    }
}
