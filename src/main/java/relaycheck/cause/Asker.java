package relaycheck.cause;

import com.google.common.collect.ImmutableMap;
import java.util.function.Function;

/** Who asks, in the order in which a configuration is tried: the first that is let in names the audience. */
enum Asker {
    STRANGER(Audience.ANYONE, false, false),
    USER(Audience.LOGIN, false, true),
    INSIDER(Audience.ADDRESSES, true, false),
    INSIDE_USER(Audience.ADDRESSES, true, true);

    private final Audience audience;
    private final boolean inside;
    private final boolean loggedIn;

    Asker(Audience audience, boolean inside, boolean loggedIn) {
        this.audience = audience;
        this.inside = inside;
        this.loggedIn = loggedIn;
    }

    Audience audience() {
        return audience;
    }

    /** Whether it meets every condition on addresses, and every one that cannot be evaluated. */
    boolean inside() {
        return inside;
    }

    boolean loggedIn() {
        return loggedIn;
    }

    /** What the widest audience reaches that reaches anything. */
    static ImmutableMap<Audience, Opens> widest(Function<Asker, Opens> reached) {
        for (Asker asker : values()) {
            Opens opens = reached.apply(asker);
            if (!opens.isNothing()) {
                return ImmutableMap.of(asker.audience, opens);
            }
        }
        return ImmutableMap.of();
    }
}
