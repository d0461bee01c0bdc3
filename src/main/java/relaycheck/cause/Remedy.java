package relaycheck.cause;

/** The smallest change that closes a door: in words, and as the line to write. */
public record Remedy(String text, String change) {
    /** Of a door that is not for anyone: true for whoever reads it, one of those few or not. */
    static Remedy ofFew(Audience few, String more, String change) {
        String who = few == Audience.LOGIN ? "those who log in" : "the addresses that the configuration lets in";
        return new Remedy(
                "Only " + who + " get through: let it be no more than need it, and switch it off where nobody does."
                        + more,
                change);
    }
}
