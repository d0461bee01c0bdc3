package relaycheck.cli;

import java.io.PrintWriter;
import java.security.SecureRandom;
import java.time.Clock;
import relaycheck.canary.CanaryCheck;
import relaycheck.canary.CanaryClient;
import relaycheck.proof.ProofKey;
import relaycheck.text.Printable;

/** Asks each port of a canary from here, and says what came back: {@code canary --check}. */
final class CanaryPortChecks {
    private CanaryPortChecks() {}

    /**
     * Asks the ports of {@code HOST:PORT[,PORT...]}.
     *
     * @throws IllegalArgumentException where that is not the form of the text
     */
    static int run(String place, ProofKey key, PrintWriter out) {
        CanaryPlace canary = CanaryPlace.parse("--check", place);
        try (CanaryClient client = CanaryClient.open(
                key, Clock.systemUTC(), new SecureRandom()::nextLong, "relaycheck/" + Version.number())) {
            boolean allAnswer = true;
            for (int port : canary.ports()) {
                allAnswer &= tell(client.checkAsArrived(canary.address(), port), out);
            }
            return allAnswer ? ExitStatus.OK : ExitStatus.INCOMPLETE;
        }
    }

    private static boolean tell(CanaryCheck check, PrintWriter out) {
        out.println(Printable.line(check.toString()));
        check.differences().forEach(difference -> out.println("  " + Printable.line(difference)));
        return check.proof().isPresent() && check.differences().isEmpty();
    }
}
