package relaycheck.report;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.Streams;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import relaycheck.cause.Cause;
import relaycheck.report.OwnConfiguration.Fit;
import relaycheck.target.Endpoint;
import relaycheck.verdict.Finding;
import relaycheck.verdict.Verdict;

/**
 * Which of the owner's files belong to which exposed endpoint.
 *
 * @param causes   the lines that open it
 * @param logs     the logs that it wrote
 * @param warnings about files that belong to none, or to more than can be
 */
public record Assignment(
        ImmutableListMultimap<Endpoint, Cause> causes,
        ImmutableListMultimap<Endpoint, String> logs,
        ImmutableList<String> warnings) {
    /** Whether files of the owner are looked at for a finding. */
    public static boolean concerns(Finding finding) {
        return finding.verdict().compareTo(Verdict.LOGIN_NEEDED) <= 0;
    }

    /** Assigns them; the findings are read again and again, and those that no file speaks of are not kept. */
    public static Assignment of(Iterable<Finding> exposed, List<OwnConfiguration> configurations, List<OwnFile> logs) {
        Making making = new Making(exposed, configurations);
        configurations.forEach(making::configuration);
        logs.forEach(making::log);
        return new Assignment(making.causes.build(), making.logs.build(), making.warnings.build());
    }

    private static final class Making {
        private final Iterable<Finding> exposed;
        private final List<OwnConfiguration> configurations;
        private final ImmutableListMultimap.Builder<Endpoint, Cause> causes = ImmutableListMultimap.builder();
        private final ImmutableListMultimap.Builder<Endpoint, String> logs = ImmutableListMultimap.builder();
        private final ImmutableList.Builder<String> warnings = ImmutableList.builder();

        Making(Iterable<Finding> exposed, List<OwnConfiguration> configurations) {
            this.exposed = exposed;
            this.configurations = configurations;
        }

        void configuration(OwnConfiguration configuration) {
            String path = configuration.file().path();
            List<Finding> fitting = fitting(configuration);
            if (fitting.isEmpty()) {
                warnings.add("--config " + path + why(configuration));
                return;
            }
            long hosts = hosts(fitting.stream());
            if (hosts > 1 && configuration.file().host().isEmpty()) {
                warnings.add("--config " + path + " fits " + hosts
                        + " hosts by its port alone; say whose it is: --config HOST=" + path);
            }
            for (Finding finding : fitting) {
                ImmutableList<Cause> there = configuration.causes(finding);
                causes.putAll(finding.endpoint(), there);
                if (there.isEmpty()) {
                    warnings.add("--config " + path + ": nothing in it opens " + finding.endpoint() + ", which is "
                            + finding.verdict() + "; is it the configuration that runs there?");
                }
            }
        }

        /** Those that it fits best. */
        private List<Finding> fitting(OwnConfiguration configuration) {
            Fit best = all().map(configuration::fit).max(Fit::compareTo).orElse(Fit.NOT);
            return best == Fit.NOT
                    ? List.of()
                    : all().filter(finding -> configuration.fit(finding) == best)
                            .toList();
        }

        private static String why(OwnConfiguration configuration) {
            if (configuration.found().files().isEmpty()) {
                return ": no configuration could be read there";
            }
            boolean unsaid = configuration.file().host().isEmpty()
                    && configuration.found().listens().isEmpty();
            return unsaid
                    ? " does not say where it listens; say whose it is: --config HOST="
                            + configuration.file().path()
                    : " belongs to no endpoint that was found exposed"
                            + (configuration.file().host().isPresent()
                                    ? ""
                                    : "; it listens on "
                                            + configuration.found().listens().stream()
                                                    .map(Object::toString)
                                                    .collect(Collectors.joining(", ")));
        }

        void log(OwnFile log) {
            List<Finding> writers = writers(log);
            writers.forEach(finding -> logs.put(finding.endpoint(), log.path()));
            if (writers.isEmpty()) {
                warnings.add("--log " + log.path()
                        + (log.host().isPresent() || all().findAny().isEmpty()
                                ? " belongs to no endpoint that was found exposed"
                                : ": whose log is it? --log HOST=" + log.path()));
            }
        }

        /** Whom the owner names; else whose configuration names the log; else the only host. */
        private List<Finding> writers(OwnFile log) {
            if (log.host().isPresent()) {
                return all().filter(finding -> log.isFrom(finding).orElse(false))
                        .toList();
            }
            Optional<OwnConfiguration> naming = configurations.stream()
                    .filter(configuration -> configuration.logs().contains(log.name()))
                    .findFirst();
            return naming.map(this::fitting).orElseGet(() -> hosts(all()) == 1 ? all().toList() : List.of());
        }

        private Stream<Finding> all() {
            return Streams.stream(exposed).filter(Assignment::concerns);
        }

        private static long hosts(Stream<Finding> findings) {
            return findings.map(finding -> finding.endpoint().address())
                    .distinct()
                    .count();
        }
    }
}
