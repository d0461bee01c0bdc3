package relaycheck.demo;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Optional;
import java.util.function.Function;

/**
 * A host that relays nothing and has its answer ready, request after request on one connection.
 *
 * @param answer what it says to a request
 */
record CannedAnswer(Function<DemoRequest, String> answer) implements DemoHost.Manners {
    static final String PAGE = withBody("200 OK", "", "<!doctype html><title>It works</title>\n");
    static final String ESTABLISHED = "HTTP/1.1 200 Connection Established\r\n\r\n";
    static final String METHOD_NOT_ALLOWED =
            withBody("405 Method Not Allowed", "Allow: GET, HEAD\r\n", "<title>405 Method Not Allowed</title>\n");
    static final String FORBIDDEN = withBody("403 Forbidden", "", "<title>403 Forbidden</title>\n");
    static final String LOGIN = withBody(
            "407 Proxy Authentication Required",
            "Proxy-Authenticate: Basic realm=\"demo\"\r\n",
            "<title>407 Proxy Authentication Required</title>\n");
    static final String BAD_GATEWAY = withBody("502 Bad Gateway", "", "<title>502 Bad Gateway</title>\n");

    /** A host that says the same to everybody. */
    static CannedAnswer always(String text) {
        return new CannedAnswer(request -> text);
    }

    /** A web server: its page to GET, whatever the form of the request, and 405 to CONNECT. */
    static CannedAnswer webServer() {
        return new CannedAnswer(request -> request.isConnect() ? METHOD_NOT_ALLOWED : PAGE);
    }

    /** A host that agrees to a tunnel and lets nothing through it. */
    static CannedAnswer silentTunnel() {
        return new CannedAnswer(request -> request.isConnect() ? ESTABLISHED : PAGE);
    }

    @Override
    public void serve(Socket client) throws IOException {
        Optional<DemoRequest> request = DemoRequest.read(client.getInputStream());
        while (request.isPresent()) {
            String text = answer.apply(request.get());
            client.getOutputStream().write(text.getBytes(ISO_8859_1));
            if (text.equals(ESTABLISHED)) {
                client.getInputStream().transferTo(OutputStream.nullOutputStream());
                return;
            }
            request = DemoRequest.read(client.getInputStream());
        }
    }

    private static String withBody(String status, String fields, String body) {
        return "HTTP/1.1 " + status + "\r\nServer: relaycheck-demo\r\n" + fields
                + "Content-Type: text/html\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }
}
