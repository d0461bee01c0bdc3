package relaycheck.lab;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.google.common.collect.ImmutableMap.toImmutableMap;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import relaycheck.real.RealServer;

/** All servers of the lab that this machine has, each on a loopback address of its own, 127.0.1.N. */
final class Lab implements AutoCloseable {
    /** Starting is mostly waiting; all at once would starve the slow ones of a small machine. */
    private static final int AT_A_TIME = 8;

    private final ImmutableMap<LabCase, LabServer> servers;

    private Lab(ImmutableMap<LabCase, LabServer> servers) {
        this.servers = servers;
    }

    /** Starts the servers of all cases whose program is installed. */
    static Lab start(ImmutableList<LabCase> all) {
        ImmutableMap<LabCase, InetSocketAddress> places =
                places(all.stream().filter(each -> each.program().isInstalled()).collect(toImmutableList()));
        Queue<String> failures = new ConcurrentLinkedQueue<>();
        Map<LabCase, LabServer> started = new ConcurrentHashMap<>();
        eachAtOnce(places.keySet().asList(), each -> {
            try {
                started.put(each, LabServer.start(filled(each, places), places.get(each)));
            } catch (IllegalStateException failed) {
                failures.add(each + ": " + failed.getMessage());
            }
            return true;
        });
        Lab lab = new Lab(places.keySet().stream()
                .filter(started::containsKey)
                .collect(toImmutableMap(each -> each, started::get)));
        if (!failures.isEmpty()) {
            lab.close();
            throw new IllegalStateException(String.join("\n", failures));
        }
        return new Lab(eachAtOnce(
                lab.servers.keySet().asList(), each -> lab.servers.get(each).observed()));
    }

    /** What runs. */
    ImmutableMap<LabCase, LabServer> servers() {
        return servers;
    }

    /** Which of them still run and answer as they did when they were started. */
    ImmutableMap<LabCase, Boolean> alive() {
        return eachAtOnce(servers.keySet().asList(), each -> servers.get(each).isAsBefore());
    }

    @Override
    public void close() {
        eachAtOnce(servers.keySet().asList(), each -> {
            servers.get(each).close();
            return true;
        });
    }

    private static ImmutableMap<LabCase, InetSocketAddress> places(ImmutableList<LabCase> cases) {
        return cases.stream()
                .collect(toImmutableMap(
                        each -> each, each -> RealServer.freePlace("127.0.1." + (cases.indexOf(each) + 1))));
    }

    /** The case with the places of the others in it; its own are filled in when it is started. */
    private static LabCase filled(LabCase one, ImmutableMap<LabCase, InetSocketAddress> places) {
        InetSocketAddress own = places.get(one);
        String run = one.program()
                .run()
                .replace("{name}", "lab" + own.getPort())
                .replace("{address}", own.getHostString())
                .replace("{port}", Integer.toString(own.getPort()));
        String text = one.configuration();
        for (Map.Entry<LabCase, InetSocketAddress> other : places.entrySet()) {
            String id = other.getKey().id();
            String address = other.getValue().getHostString();
            String port = Integer.toString(other.getValue().getPort());
            text = text.replace("{at:" + id + "}", address + ":" + port)
                    .replace("{address:" + id + "}", address)
                    .replace("{port:" + id + "}", port);
        }
        LabProgram program = new LabProgram(one.program().name(), run);
        return new LabCase(one.id(), program, one.about(), one.probes(), one.relays(), one.expect(), text);
    }

    private static <R> ImmutableMap<LabCase, R> eachAtOnce(ImmutableList<LabCase> cases, Function<LabCase, R> task) {
        ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME);
        try {
            ImmutableMap<LabCase, Future<R>> running = cases.stream()
                    .collect(toImmutableMap(each -> each, each -> threads.submit(() -> task.apply(each))));
            return running.entrySet().stream().collect(toImmutableMap(Map.Entry::getKey, each -> result(each)));
        } finally {
            threads.shutdown();
        }
    }

    private static <R> R result(Map.Entry<LabCase, Future<R>> running) {
        try {
            return running.getValue().get();
        } catch (ExecutionException failed) {
            throw new IllegalStateException(
                    running.getKey() + ": " + failed.getCause().getMessage(), failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
