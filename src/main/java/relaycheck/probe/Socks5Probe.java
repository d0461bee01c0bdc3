package relaycheck.probe;

import com.google.common.collect.ImmutableList;
import relaycheck.http.Chunk;
import relaycheck.proof.Destination;
import relaycheck.proof.ProofSearch;

/**
 * SOCKS 5 (RFC 1928), then speaks through the tunnel. The one that offers to log in never does: which method the server
 * chooses is the answer.
 *
 * @param name  {@code socks5} or {@code socks5-login}
 * @param login whether it offers to log in by name and password (RFC 1929), and nothing else
 */
record Socks5Probe(String name, boolean login) implements Probe {
    private static final Chunk NO_LOGIN = Chunk.of("\5\1\0");
    private static final Chunk LOGIN = Chunk.of("\5\1\2");
    private static final String CONNECT = "\5\1\0";

    @Override
    public String title() {
        return login ? "SOCKS 5 with a login" : "SOCKS 5";
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
    public boolean asksEveryPort() {
        return !login;
    }

    @Override
    public Dialogue begin(Subject subject, ProofSearch search) {
        return SocksDialogue.begin(
                subject,
                search,
                "SOCKS5 " + subject.destination() + (login ? ", login offered" : ""),
                ImmutableList.of(
                        new SocksTurn(login ? LOGIN : NO_LOGIN, SocksReply.METHOD),
                        new SocksTurn(request(subject.destination()), SocksReply.SOCKS5)));
    }

    private static Chunk request(Destination destination) {
        byte[] address = destination.address().getAddress();
        String place = destination
                .name()
                .map(name -> "\3" + (char) name.length() + name)
                .orElseGet(() -> (address.length == 4 ? "\1" : "\4")
                        + Chunk.copyOf(address).latin1());
        return Chunk.of(CONNECT + place).plus(SocksTurn.port(destination));
    }
}
