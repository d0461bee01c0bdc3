package relaycheck.report;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.google.common.collect.ImmutableSet.toImmutableSet;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.xml.stream.XMLStreamException;
import relaycheck.history.Run;
import relaycheck.probe.Outcome;
import relaycheck.probe.Way;
import relaycheck.product.Product;
import relaycheck.target.Endpoint;
import relaycheck.verdict.Finding;
import relaycheck.verdict.ProbeResult;
import relaycheck.verdict.Verdict;

/**
 * The XML of nmap, for what reads that: ndiff, importers. There a host has all its ports in one place, so this format alone
 * keeps a few words of every endpoint in memory.
 */
final class NmapReport implements ReportFormat {
    @Override
    public String name() {
        return "nmap";
    }

    @Override
    public void write(Report report, OutputStream out) throws IOException {
        Map<Endpoint, List<Port>> hosts = new TreeMap<>();
        for (Finding finding : report.findings()) {
            Endpoint host = new Endpoint(finding.endpoint().address(), 1);
            hosts.computeIfAbsent(host, unseen -> new ArrayList<>()).add(Port.of(finding));
        }
        Run run = report.run();
        Xml.document(out, xml -> {
            xml.doctype("nmaprun");
            xml.element(
                    "nmaprun",
                    root -> hosts(root, run, hosts),
                    "scanner",
                    "nmap", // the only name that its definition allows
                    "args",
                    "relaycheck scan",
                    "start",
                    run.started().getEpochSecond(),
                    "startstr",
                    run.started(),
                    "version",
                    "relaycheck " + run.version(),
                    "xmloutputversion",
                    "1.05");
        });
    }

    private static void hosts(Xml xml, Run run, Map<Endpoint, List<Port>> hosts) throws XMLStreamException {
        xml.empty("verbose", "level", 0);
        xml.empty("debugging", "level", 0);
        for (Map.Entry<Endpoint, List<Port>> host : hosts.entrySet()) {
            xml.line("host", content -> host(content, host.getKey(), host.getValue()));
        }
        long up = hosts.values().stream().filter(NmapReport::isUp).count();
        xml.line("runstats", stats -> stats(stats, run, up, hosts.size()));
    }

    private static void host(Xml xml, Endpoint host, List<Port> ports) throws XMLStreamException {
        xml.empty("status", "state", isUp(ports) ? "up" : "unknown", "reason", "user-set", "reason_ttl", 0);
        xml.empty("address", "addr", host.host(), "addrtype", host.isIpv4() ? "ipv4" : "ipv6");
        ImmutableList<String> names =
                ports.stream().flatMap(port -> port.names().stream()).distinct().collect(toImmutableList());
        xml.element("hostnames", content -> {
            for (String name : names) {
                content.empty("hostname", "name", name, "type", "user");
            }
        });
        ImmutableList<Port> inOrder = ImmutableList.sortedCopyOf(ports);
        xml.element("ports", content -> {
            for (Port port : inOrder) {
                port.write(content);
            }
        });
    }

    private static void stats(Xml xml, Run run, long up, long total) throws XMLStreamException {
        Instant end = run.finished().orElse(run.started());
        xml.empty(
                "finished",
                "time",
                end.getEpochSecond(),
                "timestr",
                end,
                "elapsed",
                Duration.between(run.started(), end).toSeconds(),
                "exit",
                run.complete() ? "success" : "error");
        xml.empty("hosts", "up", up, "down", 0, "total", total);
    }

    private static boolean isUp(Collection<Port> ports) {
        return ports.stream().anyMatch(port -> !port.state().equals("filtered"));
    }

    /** What nmap says of a port. */
    private record Port(
            int number,
            String state,
            String reason,
            ImmutableList<String> names,
            Optional<String> service,
            Optional<Product> product,
            Optional<String> verdict)
            implements Comparable<Port> {
        static Port of(Finding finding) {
            boolean reached = finding.verdict() != Verdict.UNREACHABLE;
            boolean refused = finding.probes().stream().anyMatch(probe -> probe.outcome() == Outcome.Kind.PORT_CLOSED);
            return new Port(
                    finding.endpoint().port(),
                    reached ? "open" : refused ? "closed" : "filtered",
                    reached ? "syn-ack" : refused ? "conn-refused" : "no-response",
                    finding.names(),
                    service(finding),
                    finding.product(),
                    reached ? Optional.of(verdict(finding)) : Optional.empty());
        }

        /** As nmap names it; what said nothing of HTTP is left unnamed: it may be anything. */
        private static Optional<String> service(Finding finding) {
            if (finding.verdict() == Verdict.OPEN || finding.verdict() == Verdict.LOGIN_NEEDED) {
                ImmutableSet<Way> ways = finding.probes().stream()
                        .filter(probe ->
                                probe.outcome() == Outcome.Kind.RELAYED || probe.outcome() == Outcome.Kind.CHALLENGED)
                        .map(ProbeResult::way)
                        .collect(toImmutableSet());
                return Optional.of(ways.equals(ImmutableSet.of(Way.SOCKS)) ? "socks-proxy" : "http-proxy");
            }
            return finding.probes().stream().anyMatch(probe -> probe.status() > 0)
                    ? Optional.of("http")
                    : Optional.empty();
        }

        /** No nonce and no time: ndiff shows what differs. */
        private static String verdict(Finding finding) {
            String because = Ratings.standard()
                    .of(finding)
                    .map(rating -> new Concern(finding, rating).because())
                    .orElse(finding.because());
            return finding.verdict() + " (" + finding.severity().word() + "): " + because;
        }

        void write(Xml xml) throws XMLStreamException {
            xml.element(
                    "port",
                    port -> {
                        port.empty("state", "state", state, "reason", reason, "reason_ttl", 0);
                        if (verdict.isPresent()) {
                            if (service.isPresent()) {
                                service(port, service.get());
                            }
                            port.empty("script", "id", "relaycheck", "output", verdict.get());
                        }
                    },
                    "protocol",
                    "tcp",
                    "portid",
                    number);
        }

        private void service(Xml xml, String name) throws XMLStreamException {
            ImmutableList.Builder<Object> attributes = ImmutableList.builder();
            attributes.add("name", name);
            product.ifPresent(it -> attributes.add("product", it.name()));
            product.flatMap(Product::version).ifPresent(it -> attributes.add("version", it));
            attributes.add("method", "probed", "conf", 10);
            xml.empty("service", attributes.build().toArray());
        }

        @Override
        public int compareTo(Port other) {
            return Integer.compare(number, other.number);
        }
    }
}
