package relaycheck.report;

import com.google.common.collect.ImmutableList;
import java.util.Optional;
import relaycheck.probe.Outcome;
import relaycheck.probe.Way;
import relaycheck.product.Product;
import relaycheck.target.Endpoint;
import relaycheck.target.Skipped;
import relaycheck.verdict.Background;
import relaycheck.verdict.Finding;
import relaycheck.verdict.NotAsked;
import relaycheck.verdict.ProbeResult;
import relaycheck.verdict.Relays;
import relaycheck.verdict.Severity;
import relaycheck.verdict.Verdict;

/** A finding in which every text tries to be something else. */
final class HtmlHostile {
    /** A number tells the places apart. */
    private static final String EVIL =
            "</script></pre></style><img src=x onerror=alert(%d)>\" onmouseover='alert(1)' <!-- ]]> &amp; \u202e\u0000\u001b[31m %s ${7*7} {0}";

    private HtmlHostile() {}

    static String evil(int place) {
        return EVIL.replace("%d", Integer.toString(place));
    }

    static Finding finding() {
        ProbeResult.Seen seen = new ProbeResult.Seen(80, evil(1), evil(2), evil(3));
        ProbeResult probe = new ProbeResult(
                "get-80",
                Way.GET,
                "",
                evil(4),
                Outcome.Kind.ACCEPTED,
                200,
                evil(5),
                1,
                evil(6),
                evil(7),
                Optional.empty(),
                ImmutableList.of(seen));
        return new Finding(
                Endpoint.of("10.0.0.1", 80),
                ImmutableList.of(evil(8)),
                Optional.of(evil(9)),
                HtmlSamples.AT,
                Verdict.SUSPECT,
                Severity.MEDIUM,
                "attempted",
                evil(10),
                Relays.NONE,
                ImmutableList.of(evil(11)),
                Optional.empty(),
                Optional.of(new Product(evil(12), Optional.of(evil(13)), evil(14))),
                ImmutableList.of(HtmlSamples.refusal("get-443", 1, "403", evil(5)), probe),
                ImmutableList.of(new NotAsked(evil(15), evil(16))),
                ImmutableList.of(seen),
                Background.NONE);
    }

    static Skipped skipped() {
        return new Skipped(evil(17), Optional.of(Endpoint.of("10.0.0.2", 80)), evil(18));
    }
}
