package relaycheck.target;

/** An endpoint that may be dialled. {@link Scope} alone makes it, so that nothing else can be dialled. */
public final class Admitted implements Admission {
    private final Endpoint endpoint;

    Admitted(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    /** The endpoint: dial exactly this address. */
    public Endpoint endpoint() {
        return endpoint;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Admitted && ((Admitted) other).endpoint.equals(endpoint);
    }

    @Override
    public int hashCode() {
        return endpoint.hashCode();
    }

    @Override
    public String toString() {
        return endpoint.toString();
    }
}
