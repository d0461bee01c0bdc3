package relaycheck.impact;

import com.google.common.collect.ImmutableList;

/** What the owner should do now. */
final class NextSteps {
    private NextSteps() {}

    static ImmutableList<String> after(Impact impact) {
        if (impact.lines() > 0 && impact.unparsed() == impact.lines()) {
            return ImmutableList.of("No line could be read, so these logs say nothing of whether this host was abused:"
                    + " relaycheck log --format FORMAT says what they look like.");
        }
        if (impact.uses() == 0 && impact.attempts() == 0) {
            return ImmutableList.of(
                    "Nothing asked to be relayed in these lines. To know whether it would be: relaycheck scan");
        }
        if (impact.uses() == 0) {
            return ImmutableList.of(
                    "Nobody was served, by what these logs say. To be sure that nobody would be: relaycheck scan",
                    "Attempts alone need no action: every public server gets them.");
        }
        ImmutableList.Builder<String> steps = ImmutableList.builder();
        steps.add(Impact.FIND_THE_LINE);
        steps.add("Close it; then relaycheck scan proves that it is closed.");
        steps.add(
                "Keep these logs, unchanged, with the older ones that rotation would delete: they are the evidence of who"
                        + " was behind it.");
        steps.add(
                "Tell those whom it may have hurt: the destinations that are listed saw this host's address. Expect complaints at"
                        + " your abuse contact.");
        if (impact.destinations().stream()
                .anyMatch(place -> place.uses() > 0 && place.port() != null && PortMeaning.isMail(place.port()))) {
            steps.add("Mail was sent through this host: look whether its address stands on block lists.");
        }
        if (impact.sources().stream().anyMatch(source -> source.uses() > 0 && !source.outside())) {
            steps.add("Inside addresses used it too: ask whether they were meant to.");
        }
        return steps.build();
    }
}
