package relaycheck.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.net.InetAddresses;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import relaycheck.policy.Policy;
import relaycheck.report.OutputFile;
import relaycheck.scan.NamesResolved;
import relaycheck.scan.RandomBits;
import relaycheck.scan.ScanSettings;
import relaycheck.target.TargetSpec;

/**
 * A scan, everything checked that can be checked before anything is sent.
 *
 * @param id       of the run
 * @param settings what to do, names resolved
 * @param names    what became of the names
 * @param canary   where endpoints are to be asked to relay to
 * @param outputs  what to write
 * @param output   how to show it
 * @param policy   what is accepted and intended
 * @param shown    the settings that the report names
 * @param digest   of targets, scope and settings
 * @param vantage  what the place is called
 * @param store    the file that keeps verdicts
 * @param resume   whether to go on with its last run
 * @param verbose  whether to say more about faults of our own
 * @param random   unpredictable bits
 */
record ScanPlan(
        String id,
        ScanSettings settings,
        NamesResolved names,
        CanaryOptions canary,
        ImmutableList<OutputFile> outputs,
        OutputOptions output,
        Policy policy,
        ImmutableMap<String, String> shown,
        String digest,
        Optional<String> vantage,
        Path store,
        boolean resume,
        boolean verbose,
        LongSupplier random) {
    private static final Pattern PLAIN = Pattern.compile("[ -~]*");
    private static final Duration DNS_DEADLINE = Duration.ofSeconds(5);

    static ScanPlan of(
            TargetOptions.Read read,
            CanaryOptions canary,
            PaceOptions pace,
            OutputOptions output,
            Optional<String> contact,
            Optional<String> vantage,
            Path store,
            boolean resume,
            boolean verbose) {
        ImmutableList<OutputFile> outputs = output.outputs();
        Policy policy = output.policy().policy();
        SecureRandom random = new SecureRandom();
        String id = id(Instant.now(), random.nextInt());
        NamesResolved names = NamesResolved.of(read.targets(), DNS_DEADLINE);
        ScanSettings settings = new ScanSettings(
                names.targets(),
                read.scope(),
                read.shard(),
                pace.probes(),
                pace.asksEverything(),
                pace.connectPorts(),
                pace.perSecond(),
                pace.inFlight(),
                pace.perHost(),
                pace.dialTimeout(),
                pace.deadline(),
                pace.source(),
                userAgent(id, contact));
        ImmutableMap<String, String> shown = shown(settings, names, pace, canary, vantage, read);
        return new ScanPlan(
                id,
                settings,
                names,
                canary,
                outputs,
                output,
                policy,
                shown,
                digest(read, shown),
                vantage,
                store,
                resume,
                verbose,
                new RandomBits(random));
    }

    /** The settings in the name of this run: the one that is gone on with is named in each request, as before. */
    ScanSettings settingsOf(String run) {
        return run.equals(id) ? settings : settings.askedAs(settings.userAgent().replace(id, run));
    }

    /** The second, then what tells apart two scans that begin in it: {@code 20260102T030405Z-c0de}. */
    private static String id(Instant at, int random) {
        String second = at.truncatedTo(ChronoUnit.SECONDS).toString();
        return second.replace("-", "").replace(":", "") + "-"
                + Integer.toHexString(random >>> 16 | 0x10000).substring(1);
    }

    static String userAgent(String id, Optional<String> contact) {
        String who = contact.isPresent() ? "; " + contact.get() : "";
        if (!PLAIN.matcher(who).matches()) {
            throw new IllegalArgumentException("--contact: plain ASCII only, it is sent in each request");
        }
        return "relaycheck/" + Version.number() + " (run " + id + who + ")";
    }

    private static ImmutableMap<String, String> shown(
            ScanSettings settings,
            NamesResolved names,
            PaceOptions pace,
            CanaryOptions canary,
            Optional<String> vantage,
            TargetOptions.Read read) {
        ImmutableMap.Builder<String, String> shown = ImmutableMap.builder();
        shown.put("probes", pace.probesText());
        shown.put("rate", settings.perSecond() == 0 ? "unlimited" : RateConverter.text(settings.perSecond()) + "/s");
        shown.put("in-flight", Integer.toString(settings.inFlight()));
        shown.put("per-host", Integer.toString(settings.perHost()));
        shown.put("dial-timeout", settings.dialTimeout().toMillis() + "ms");
        shown.put("deadline", settings.deadline().toMillis() + "ms");
        shown.put("shard", settings.shard().toString());
        if (!settings.connectPorts().isEmpty()) {
            shown.put("connect-ports", Joiner.on(',').join(settings.connectPorts()));
        }
        if (vantage.isPresent()) {
            shown.put("vantage", vantage.get());
        }
        if (settings.source().isPresent()) {
            shown.put("source", InetAddresses.toAddrString(settings.source().get()));
        }
        if (!names.answers().isEmpty()) {
            shown.put("names", names.answers());
        }
        shown.putAll(canary.shown());
        shown.putAll(read.shown());
        return shown.buildOrThrow();
    }

    /** What two runs have in common that asked the same: the shards of one scan too. */
    private static String digest(TargetOptions.Read read, ImmutableMap<String, String> shown) {
        MessageDigest sha256 = sha256();
        for (TargetSpec spec : read.targets().specs()) {
            sha256.update((spec.text() + " " + read.targets().ports(spec) + "\n").getBytes(UTF_8));
        }
        sha256.update((read.targets().excluded() + "\n").getBytes(UTF_8));
        for (String line : read.limits()) {
            sha256.update(("limit " + line + "\n").getBytes(UTF_8));
        }
        for (String key : new String[] {"probes", "deadline", "connect-ports", "canary-name"}) {
            sha256.update((key + shown.get(key) + "\n").getBytes(UTF_8));
        }
        return HexFormat.of().formatHex(sha256.digest()).substring(0, 32);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
