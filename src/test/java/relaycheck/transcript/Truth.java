package relaycheck.transcript;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What was true of an exchange, whatever the answer said.
 *
 * @param relayed   whether the canary was reached; nothing where the capture cannot tell
 * @param arrivedOn the canary's port that was reached, where a nonce told
 * @param proof     whether the canary's HMAC stands in the answer or in the tunnel
 * @param arrivedAs the request as the canary saw it, " | " between its lines
 */
public record Truth(Optional<Boolean> relayed, OptionalInt arrivedOn, boolean proof, Optional<String> arrivedAs) {
    private static final Pattern LINE = Pattern.compile(
            "relayed (yes|no|not recorded)(?:, without a nonce)?(?:; arrived on (\\d+))?; proof in these bytes (yes|no)");

    static Truth parse(String line, Optional<String> arrivedAs) {
        Matcher truth = LINE.matcher(line);
        if (!truth.matches()) {
            throw new IllegalArgumentException("not a truth: " + line);
        }
        Optional<Boolean> relayed = truth.group(1).equals("not recorded")
                ? Optional.empty()
                : Optional.of(truth.group(1).equals("yes"));
        OptionalInt port =
                truth.group(2) == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(truth.group(2)));
        return new Truth(relayed, port, truth.group(3).equals("yes"), arrivedAs);
    }
}
