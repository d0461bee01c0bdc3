package relaycheck.report;

import java.util.Locale;
import relaycheck.product.Products;
import relaycheck.product.Remedy;
import relaycheck.verdict.Finding;

/** How to close what was found. */
final class Remedies {
    private Remedies() {}

    /** Of the product that the endpoint names, else of the one whose configuration the owner gave: nobody need look for it. */
    static Remedy of(Finding finding, Locale language) {
        return Products.standard()
                .remedy(product(finding), language)
                .at(finding.endpoint().port());
    }

    private static String product(Finding finding) {
        if (finding.product().isPresent()) {
            return finding.product().get().name();
        }
        return finding.background().causes().isEmpty()
                ? ""
                : finding.background().causes().get(0).software();
    }
}
