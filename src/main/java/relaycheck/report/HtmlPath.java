package relaycheck.report;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import java.util.regex.Pattern;
import relaycheck.history.Run;
import relaycheck.product.Product;
import relaycheck.text.Printable;
import relaycheck.verdict.Finding;
import relaycheck.verdict.Verdict;

/**
 * The way that our request took, or did not take: scanner, endpoint, egress, canary.
 *
 * @param stations the four
 * @param returned whether the proof came back by the same way
 */
public record HtmlPath(ImmutableList<Station> stations, boolean returned) {
    /**
     * A station on the way.
     *
     * @param kind    {@code scanner}, {@code endpoint}, {@code egress} or {@code canary}
     * @param where   its address
     * @param note    what is to be said of it; may be empty
     * @param reached whether our request is known to have come so far
     */
    public record Station(String kind, String where, String note, boolean reached) {}

    static HtmlPath of(Finding finding, Run run, HtmlMessages say) {
        boolean open = finding.verdict() == Verdict.OPEN;
        boolean returned =
                finding.probes().stream().anyMatch(probe -> probe.proof().isPresent());
        ImmutableList<Station> stations = ImmutableList.of(
                new Station("scanner", Printable.line(run.vantage().replaceAll(" \\(an? [^()]*\\)", ""), 80), "", true),
                new Station("endpoint", finding.endpoint().toString(), product(finding), true),
                new Station("egress", egress(finding, open, say), disclosure(finding, say), open),
                new Station(
                        "canary",
                        Printable.line(Joiner.on(", ").join(canary(finding, run)), 90),
                        canaryNote(open, returned, say),
                        open));
        return new HtmlPath(stations, returned);
    }

    /** The canary's addresses that this endpoint was asked for; all of them where it was asked by name. */
    private static ImmutableList<String> canary(Finding finding, Run run) {
        ImmutableList<String> asked = run.canary().addresses().stream()
                .filter(address -> {
                    String host = address.contains(":") ? "[" + address + "]" : address;
                    Pattern named = Pattern.compile("[ /]" + Pattern.quote(host) + "[:/]");
                    return finding.probes().stream()
                            .anyMatch(probe -> named.matcher(probe.request()).find());
                })
                .collect(ImmutableList.toImmutableList());
        return asked.isEmpty() ? run.canary().addresses() : asked;
    }

    private static String product(Finding finding) {
        return finding.product().map(HtmlPath::named).orElse("");
    }

    /** A product's name, and its version where it says it. */
    static String named(Product product) {
        return Printable.line(product.name(), 60)
                + product.version()
                        .map(version -> " " + Printable.line(version, 60))
                        .orElse("");
    }

    private static String egress(Finding finding, boolean open, HtmlMessages say) {
        if (finding.egress().isEmpty()) {
            return say.text(open ? "path.unseen" : "path.none");
        }
        return Printable.line(Joiner.on(", ").join(finding.egress()), 120);
    }

    private static String disclosure(Finding finding, HtmlMessages say) {
        return finding.disclosure().map(kind -> say.text("disclosure." + kind)).orElse("");
    }

    private static String canaryNote(boolean open, boolean returned, HtmlMessages say) {
        return say.text(open ? returned ? "path.proved" : "path.oneway" : "path.nothing");
    }
}
