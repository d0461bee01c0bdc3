import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * What a canary on the Internet has to bear: {@code java Strangers.java PORT SECONDS}. Three hundred at a time, from 200 networks
 * of 127.0.0.0/8: digits that might be nonces, half a request, too long a body, TLS with a request in it, TLS that is none. Prints
 * how many connections it made, and stops by itself.
 */
final class Strangers {
    private static final int AT_A_TIME = 300;
    private static final int ANSWER_MILLIS = 500;

    private final int port;
    private final long end;
    private final SSLContext tls;
    private final AtomicLong made = new AtomicLong();

    private Strangers(int port, long end, SSLContext tls) {
        this.port = port;
        this.end = end;
        this.tls = tls;
    }

    public static void main(String[] arguments) throws Exception {
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, new TrustManager[] {new Anyone()}, null);
        long end = System.nanoTime() + Long.parseLong(arguments[1]) * 1_000_000_000L;
        Strangers strangers = new Strangers(Integer.parseInt(arguments[0]), end, tls);
        Thread[] threads = new Thread[AT_A_TIME];
        for (int i = 0; i < threads.length; i++) {
            threads[i] = new Thread(strangers::knock);
            threads[i].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        System.out.println(strangers.made.get());
    }

    private void knock() {
        Random random = new Random();
        while (System.nanoTime() < end) {
            try (Socket socket = new Socket()) {
                socket.bind(new InetSocketAddress(source(random), 0));
                socket.connect(new InetSocketAddress("127.0.0.1", port), 5_000);
                socket.setSoTimeout(ANSWER_MILLIS);
                made.incrementAndGet();
                speak(socket, random);
            } catch (IOException e) {
                // what the canary does to such a peer is its own affair
            }
        }
    }

    private void speak(Socket socket, Random random) throws IOException {
        switch (random.nextInt(6)) {
            case 0, 1 -> say(socket, request(random));
            case 2 -> say(socket, "GET /" + "a".repeat(7_000));
            case 3 -> say(socket, "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\n" + digits(random, 30_000));
            case 4 -> say(socket, "\u0016\u0003\u0001?\u00ff\u0001" + digits(random, 8_000));
            default -> {
                try (SSLSocket inner = (SSLSocket) tls.getSocketFactory().createSocket(socket, "canary", port, true)) {
                    say(inner, request(random));
                }
            }
        }
    }

    private static String request(Random random) {
        return "GET /" + digits(random, 16) + "/ HTTP/1.1\r\nHost: x\r\nX: " + digits(random, 3_000) + "\r\n\r\n";
    }

    private static void say(Socket socket, String words) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(words.getBytes(ISO_8859_1));
        out.flush();
        socket.getInputStream().readNBytes(4_096);
    }

    private static String digits(Random random, int bytes) {
        byte[] some = new byte[bytes];
        random.nextBytes(some);
        return HexFormat.of().formatHex(some);
    }

    private static InetAddress source(Random random) throws UnknownHostException {
        return InetAddress.getByAddress(
                new byte[] {127, (byte) (50 + random.nextInt(200)), (byte) random.nextInt(256), 1});
    }

    /** The canary's certificate is its own. */
    private static final class Anyone implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
