package relaycheck.probe;

import com.google.common.collect.ImmutableList;
import relaycheck.http.Chunk;
import relaycheck.proof.Destination;
import relaycheck.proof.ProofSearch;

/** SOCKS 5 without a login (RFC 1928), then speaks through the tunnel. */
record Socks5Probe() implements Probe {
    private static final Chunk NO_LOGIN = Chunk.of("\5\1\0");
    private static final String CONNECT = "\5\1\0";

    @Override
    public String name() {
        return "socks5";
    }

    @Override
    public String title() {
        return "SOCKS 5";
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
        return true;
    }

    @Override
    public Dialogue begin(Subject subject, ProofSearch search) {
        return SocksDialogue.begin(
                subject,
                search,
                "SOCKS5 " + subject.destination(),
                ImmutableList.of(
                        new SocksTurn(NO_LOGIN, SocksReply.METHOD),
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
