package relaycheck.inquiry;

/**
 * Whether a question is put.
 *
 * @param kind now, perhaps later, or not at all
 * @param why  why not, in the owner's words; empty where it is asked
 */
record Decision(Kind kind, String why) {
    enum Kind {
        ASK,
        SKIP,
        WAIT
    }

    static final Decision ASK = new Decision(Kind.ASK, "");
    static final Decision WAIT = new Decision(Kind.WAIT, "what came before it did not call for it");

    static Decision skip(String why) {
        return new Decision(Kind.SKIP, why);
    }
}
