package relaycheck.probe;

import relaycheck.proof.Destination;
import relaycheck.proof.ProofSearch;

/**
 * A question in another protocol that is put only where the first answers show a sign of that protocol; named by the user,
 * the same question stands without this, and is always put.
 *
 * @param probe the question
 */
public record OnSign(Probe probe) implements Probe {
    @Override
    public String name() {
        return probe.name();
    }

    @Override
    public String title() {
        return probe.title();
    }

    @Override
    public Way way() {
        return probe.way();
    }

    @Override
    public Opening opening() {
        return probe.opening();
    }

    @Override
    public boolean asksEveryPort() {
        return probe.asksEveryPort();
    }

    @Override
    public boolean fits(Destination destination) {
        return probe.fits(destination);
    }

    @Override
    public Dialogue begin(Subject subject, ProofSearch search) {
        return probe.begin(subject, search);
    }
}
