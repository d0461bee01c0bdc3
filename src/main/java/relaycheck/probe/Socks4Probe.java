package relaycheck.probe;

import com.google.common.collect.ImmutableList;
import relaycheck.http.Chunk;
import relaycheck.proof.Destination;
import relaycheck.proof.ProofSearch;

/**
 * SOCKS 4 with an empty user, then speaks through the tunnel. An address that SOCKS 4 has no room for (IPv6) is asked for
 * by its text, as 4a does.
 *
 * @param name   {@code socks4} or {@code socks4a}
 * @param byName whether the destination is given as text
 */
record Socks4Probe(String name, boolean byName) implements Probe {
    private static final Chunk CONNECT = Chunk.of("\4\1");
    private static final String NO_USER = "\0";
    /** An address of the form 0.0.0.x says that a name follows. */
    private static final String NAME_FOLLOWS = "\0\0\0\1";

    @Override
    public String title() {
        return byName ? "SOCKS 4a" : "SOCKS 4";
    }

    @Override
    public Way way() {
        return Way.SOCKS;
    }

    @Override
    public Opening opening() {
        return Opening.SOCKS;
    }

    @Override
    public Dialogue begin(Subject subject, ProofSearch search) {
        Destination destination = subject.destination();
        Chunk request = CONNECT.plus(SocksTurn.port(destination)).plus(Chunk.of(place(destination)));
        return SocksDialogue.begin(
                subject,
                search,
                (byName ? "SOCKS4a " : "SOCKS4 ") + destination,
                ImmutableList.of(new SocksTurn(request, SocksReply.SOCKS4)));
    }

    private String place(Destination destination) {
        byte[] address = destination.address().getAddress();
        if (!byName && address.length == 4) {
            return Chunk.copyOf(address).latin1() + NO_USER;
        }
        String text = destination.host().replace("[", "").replace("]", "");
        return NAME_FOLLOWS + NO_USER + text + "\0";
    }
}
