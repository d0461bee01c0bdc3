package relaycheck.report;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import relaycheck.cause.Cause;
import relaycheck.cause.Findings;
import relaycheck.cause.Listener;
import relaycheck.verdict.Finding;

/**
 * A configuration of the owner's, read.
 *
 * @param file  where it is
 * @param found what it says
 * @param logs  the names of those of the owner's logs that it mentions
 */
public record OwnConfiguration(OwnFile file, Findings found, ImmutableSet<String> logs) {
    /** How surely it is an endpoint's. */
    enum Fit {
        NOT,
        /** It listens on that port, at every address. */
        PORT,
        /** And it answers for one of the names. */
        NAME,
        /** It listens at just that address, or the owner says so. */
        SURE
    }

    Fit fit(Finding finding) {
        if (file.host().isPresent()) {
            return file.isFrom(finding).orElse(false) ? Fit.SURE : Fit.NOT;
        }
        ImmutableList<Listener> there = found.listens().stream()
                .filter(listener -> listener.isAt(finding.endpoint(), finding.names()))
                .collect(ImmutableList.toImmutableList());
        if (there.isEmpty()) {
            return Fit.NOT;
        }
        if (there.stream().anyMatch(listener -> !listener.isEverywhere())) {
            return Fit.SURE;
        }
        return finding.names().stream().anyMatch(found.names()::contains)
                ? Fit.NAME
                : isOfAnotherProduct(finding) ? Fit.NOT : Fit.PORT;
    }

    /** The server says what it is, and it is none whose configuration this is. */
    private boolean isOfAnotherProduct(Finding finding) {
        return !found.causes().isEmpty()
                && finding.product().isPresent()
                && found.causes().stream()
                        .noneMatch(cause -> cause.software()
                                .equalsIgnoreCase(finding.product().get().name()));
    }

    /** The causes that hold for an endpoint that it fits; where it is not said where they hold, all of them. */
    ImmutableList<Cause> causes(Finding finding) {
        ImmutableList<Cause> there = found.causes().stream()
                .filter(cause ->
                        cause.at().stream().anyMatch(listener -> listener.isAt(finding.endpoint(), finding.names())))
                .collect(ImmutableList.toImmutableList());
        boolean known = found.listens().stream()
                .anyMatch(listener -> listener.port() == finding.endpoint().port());
        return known ? there : found.causes();
    }
}
