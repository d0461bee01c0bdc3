package relaycheck.real;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import relaycheck.Main;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What {@code relaycheck scan} said: its exit status, its JSON report and its words. */
public record RealScan(int status, JsonNode report, String said) {
    /** Where the scanner dials from: servers that trust 127.0.0.1 alone take it for a stranger. */
    public static final String STRANGER = "127.0.0.2";

    /** Scans from a source address with an embedded canary on its four ports of another; files go to the folder. */
    public static RealScan of(Path folder, String source, String canary, ImmutableList<String> targetsAndOptions)
            throws IOException {
        Path json = folder.resolve("report.json");
        ImmutableList<String> arguments = ImmutableList.<String>builder()
                .add("scan", "--source", source, "--canary-listen", canary)
                .add("--store", folder.resolve("scan.db").toString(), "--progress", "never")
                .add("-o", json.toString(), "-o", folder.resolve("report.html").toString())
                .addAll(targetsAndOptions)
                .build();
        StringWriter said = new StringWriter();
        PrintWriter both = new PrintWriter(said, true);
        int status = Main.run(both, both, arguments.toArray(String[]::new));
        if (!Files.exists(json)) {
            throw new IllegalStateException("no report: " + said);
        }
        return new RealScan(status, JsonMapper.shared().readTree(Files.readString(json)), said.toString());
    }

    /** Skips the test where the canary may not have its privileged ports. */
    public static void assumeCanaryPorts(String canary) {
        for (int port : new int[] {25, 80, 443}) {
            RealServers.assume(
                    mayBind(canary, port),
                    canary + ":" + port
                            + " cannot be bound (not root, or taken): tests with a canary there do not run");
        }
    }

    /** The finding about an endpoint. */
    public JsonNode endpoint(String address, int port) {
        for (JsonNode endpoint : report.get("endpoints")) {
            if (endpoint.get("address").asString().equals(address)
                    && endpoint.get("port").asInt() == port) {
                return endpoint;
            }
        }
        throw new IllegalStateException("not reported: " + address + ":" + port);
    }

    /** The canary ports proved by this kind of request. */
    public static ImmutableSet<Integer> relayed(JsonNode endpoint, String kind) {
        ImmutableSet.Builder<Integer> ports = ImmutableSet.builder();
        endpoint.get("relays").path(kind).forEach(port -> ports.add(port.asInt()));
        return ports.build();
    }

    /** All ports of the canary: 25, 80, 443 and its own. */
    public ImmutableSet<Integer> canaryPorts() {
        ImmutableSet.Builder<Integer> ports = ImmutableSet.builder();
        report.get("scan").get("canary").get("ports").forEach(port -> ports.add(port.asInt()));
        return ports.build();
    }

    /** The status codes with which the endpoint answered a CONNECT. */
    public static ImmutableSet<Integer> connectStatuses(JsonNode endpoint) {
        ImmutableSet.Builder<Integer> statuses = ImmutableSet.builder();
        for (JsonNode probe : endpoint.get("probes")) {
            if (probe.get("id").asString().startsWith("connect") && probe.hasNonNull("status")) {
                statuses.add(probe.get("status").asInt());
            }
        }
        return statuses.build();
    }

    private static boolean mayBind(String address, int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName(address))) {
            return socket.isBound();
        } catch (IOException notAllowedOrTaken) {
            return false;
        }
    }
}
