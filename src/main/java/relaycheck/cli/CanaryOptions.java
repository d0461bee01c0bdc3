package relaycheck.cli;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.net.InetAddresses;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import relaycheck.canary.CanaryClient;
import relaycheck.canary.CanarySettings;
import relaycheck.canary.KeyFile;
import relaycheck.canary.ListenSpec;
import relaycheck.proof.ProofKey;
import relaycheck.scan.EmbeddedCanary;
import relaycheck.scan.ScanCanary;
import relaycheck.scan.StandAloneCanary;
import relaycheck.text.Reason;

/** Where endpoints are asked to relay to. */
final class CanaryOptions {
    @Option(
            names = "--canary",
            paramLabel = "HOST:PORT[,PORT...]",
            description = "A stand-alone canary of yours (relaycheck canary); needs --key-file.")
    private @Nullable String canary;

    @Option(
            names = "--canary-unchecked",
            description = "Take --canary as it is, where this machine has no way to it but through the proxies.")
    private boolean unchecked;

    @Option(names = "--canary-name", paramLabel = "NAME", description = "Ask for the canary by this name of it.")
    private Optional<String> name = Optional.empty();

    @Option(names = "--key-file", paramLabel = "FILE", description = "The key that scanner and canary share.")
    private @Nullable Path keyFile;

    @Option(
            names = "--canary-address",
            paramLabel = "ADDRESS",
            description =
                    "The address of this machine at which endpoints reach the embedded canary, one for each family.")
    private List<String> addresses = List.of();

    @Option(
            names = "--canary-listen",
            paramLabel = "SPEC[,SPEC...]",
            description = "Where the embedded canary listens: ADDRESS, PORT or ADDRESS:PORT.")
    private @Nullable String listen;

    /**
     * The key to use: that of the file, or a fresh one.
     *
     * @throws IllegalArgumentException with a message for the user
     */
    ProofKey key(ProofKey fresh) {
        if (keyFile == null) {
            return fresh;
        }
        try {
            return canary == null ? KeyFile.readOrMake(keyFile, fresh) : KeyFile.read(keyFile);
        } catch (IOException e) {
            throw new IllegalArgumentException("--key-file " + keyFile + ": " + Reason.of(e), e);
        }
    }

    /** What was said of it, as the report names it: the command for a second scan of an endpoint says it again. */
    ImmutableMap<String, String> shown() {
        ImmutableMap.Builder<String, String> shown = ImmutableMap.builder();
        if (canary != null) {
            shown.put("canary", canary);
        }
        if (unchecked) {
            shown.put("canary-unchecked", "yes");
        }
        if (name.isPresent()) {
            shown.put("canary-name", name.get());
        }
        if (!addresses.isEmpty()) {
            shown.put("canary-address", Joiner.on(", ").join(addresses));
        }
        if (keyFile != null) {
            shown.put("key-file", keyFile.toString());
        }
        return shown.buildOrThrow();
    }

    /** Whether the user's word is taken for it. */
    boolean isUnchecked() {
        return unchecked;
    }

    /** Where the key is. */
    ImmutableList<Path> keyFile() {
        return keyFile == null ? ImmutableList.of() : ImmutableList.of(keyFile);
    }

    /**
     * Looks at what can be wrong without a look at the network.
     *
     * @throws IllegalArgumentException with a message for the user
     */
    void check() {
        if (canary == null) {
            require(!unchecked, "--canary-unchecked goes with --canary");
            listenSpecs();
            parsedAddresses();
            return;
        }
        require(keyFile != null, "--canary needs --key-file, the key that the canary was started with");
        require(listen == null, "--canary-listen is for the embedded canary; --canary names another");
        require(addresses.isEmpty(), "--canary-address is for the embedded canary; --canary names another");
        CanaryPlace.checkForm("--canary", canary);
    }

    /** The canary's own address, where the user names one. */
    Optional<InetAddress> address() {
        return canary == null
                ? parsedAddresses().stream().findFirst()
                : Optional.of(CanaryPlace.parse("--canary", canary).address());
    }

    /**
     * Starts or checks it.
     *
     * @throws IllegalArgumentException with a message for the user
     */
    ScanCanary open(
            ProofKey key,
            LongSupplier random,
            String userAgent,
            Optional<InetAddress> source,
            Predicate<InetSocketAddress> reserved) {
        if (canary == null) {
            CanarySettings settings = CanarySettings.of(key, Clock.systemUTC())
                    .leavingOut(reserved)
                    .listeningOn(listenSpecs());
            return EmbeddedCanary.open(settings, source, parsedAddresses(), name);
        }
        CanaryPlace place = CanaryPlace.parse("--canary", canary);
        CanaryClient client = CanaryClient.open(key, Clock.systemUTC(), random, userAgent);
        return unchecked
                ? StandAloneCanary.unchecked(client, place.address(), place.ports(), name)
                : StandAloneCanary.check(client, place.address(), place.ports(), name);
    }

    private ImmutableList<ListenSpec> listenSpecs() {
        try {
            return listen == null ? ImmutableList.of() : ListenSpec.parse(listen);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("--canary-listen: " + e.getMessage(), e);
        }
    }

    private ImmutableList<InetAddress> parsedAddresses() {
        ImmutableList.Builder<InetAddress> parsed = ImmutableList.builder();
        for (String address : addresses) {
            require(InetAddresses.isInetAddress(address), "--canary-address: " + address + " is not an address");
            parsed.add(InetAddresses.forString(address));
        }
        return parsed.build();
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
