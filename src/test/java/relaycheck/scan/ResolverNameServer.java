package relaycheck.scan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.Arrays;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

/**
 * A name server on a free loopback port that answers by a script: {@code NXDOMAIN}, {@code SERVFAIL}, {@code REFUSED},
 * {@code EMPTY}, {@code SILENCE}, or records such as {@code A 10.0.0.1}. What is not in the script does not exist.
 */
final class ResolverNameServer implements AutoCloseable {
    private final DatagramSocket socket;
    private final Map<String, String> script = new ConcurrentHashMap<>();
    private final Queue<String> asked = new ConcurrentLinkedQueue<>();
    private final Thread thread = new Thread(this::serve, "name-server");

    ResolverNameServer() throws SocketException {
        socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        thread.setDaemon(true);
        thread.start();
    }

    /** The answer to a question such as {@code "www.example.com. A"}; several records stand behind semicolons. */
    ResolverNameServer on(String question, String answer) {
        script.put(question, answer);
        return this;
    }

    Queue<String> asked() {
        return asked;
    }

    SimpleResolver client() {
        return new SimpleResolver((InetSocketAddress) socket.getLocalSocketAddress());
    }

    private void serve() {
        try {
            while (true) {
                DatagramPacket packet = new DatagramPacket(new byte[4096], 4096);
                socket.receive(packet);
                answer(new Message(Arrays.copyOf(packet.getData(), packet.getLength())), packet);
            }
        } catch (SocketException e) {
            // closed: the test is over
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void answer(Message query, DatagramPacket packet) throws IOException {
        Record question = query.getQuestion();
        String asking = question.getName() + " " + Type.string(question.getType());
        asked.add(asking);
        String said = script.getOrDefault(asking, "NXDOMAIN");
        if (!said.equals("SILENCE")) {
            byte[] reply = reply(query, question.getName(), said).toWire();
            socket.send(new DatagramPacket(reply, reply.length, packet.getSocketAddress()));
        }
    }

    private static Message reply(Message query, Name name, String said) throws IOException {
        Message reply = new Message(query.getHeader().getID());
        reply.getHeader().setFlag(Flags.QR);
        reply.addRecord(query.getQuestion(), Section.QUESTION);
        if (said.contains(" ")) {
            for (String record : said.split("; ", -1)) {
                String[] words = record.split(" ", 2);
                reply.addRecord(
                        Record.fromString(name, Type.value(words[0]), DClass.IN, 60, words[1], Name.root),
                        Section.ANSWER);
            }
        } else if (!said.equals("EMPTY")) {
            reply.getHeader().setRcode(Rcode.value(said));
        }
        return reply;
    }

    @Override
    public void close() {
        socket.close();
    }
}
