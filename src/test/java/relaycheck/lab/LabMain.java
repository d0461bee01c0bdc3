package relaycheck.lab;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintStream;
import java.util.stream.Collectors;

/** Starts the lab, prints a line for each server, and stops it when standard input ends. */
final class LabMain {
    private LabMain() {}

    /** Prints identity, address, port, the probes that it takes, what reaches the canary, and the right verdicts. */
    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(System.out, true, UTF_8);
        try (Lab lab = Lab.start(LabCase.all())) {
            lab.servers().forEach((one, server) -> out.println(line(one, server)));
            out.println();
            while (System.in.read() >= 0) {
                // what is said does not matter, only that it ends
            }
            lab.alive().forEach((one, alive) -> out.println(one.id() + "\t" + alive));
        }
    }

    private static String line(LabCase one, LabServer server) {
        return String.join(
                "\t",
                one.id(),
                server.place().getHostString(),
                Integer.toString(server.place().getPort()),
                one.probes(),
                one.relays().asMap().entrySet().stream()
                        .map(way -> way.getKey() + "=" + String.join(",", way.getValue()))
                        .collect(Collectors.joining(" ")),
                String.join(" ", one.expect()));
    }
}
