package relaycheck.inquiry;

/** Whether a question is put, and why not. */
enum Decision {
    ASK(Kind.ASK, ""),
    WAIT(Kind.WAIT, "what came before it did not call for it"),
    CLOSED("nothing listens there"),
    NO_SIGN("no answer shows a sign of SOCKS, TLS or HTTP/2"),
    NOT_SPOKEN("the first question in that protocol brought no answer"),
    NEEDS_LOGIN("SOCKS 5 takes nobody without a login"),
    NO_LOGIN("SOCKS 5 asked for no login"),
    NO_HTTP2_IN_TLS("no answer in TLS shows a sign of HTTP/2"),
    MUTE("the first GET and CONNECT brought not a byte"),
    SETTLED("the first voice in this tunnel settled it"),
    PROVED("a relay was proved; there is nothing to compare"),
    NOT_HTTP("it does not speak HTTP"),
    OWN_PAGE("absolute-form gets what the host says by itself"),
    /** {@link SkipRules#why} says of whom. */
    SAME_GET_TWICE(""),
    SAME_CONNECT_TWICE("");

    enum Kind {
        ASK,
        SKIP,
        /** Perhaps later. */
        WAIT
    }

    private final Kind kind;
    private final String why;

    Decision(String why) {
        this(Kind.SKIP, why);
    }

    Decision(Kind kind, String why) {
        this.kind = kind;
        this.why = why;
    }

    /** Now, perhaps later, or not at all. */
    Kind kind() {
        return kind;
    }

    /** Why not, in the owner's words; empty where it is asked, and where only the answers tell. */
    String why() {
        return why;
    }
}
