package relaycheck.impact;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import relaycheck.verdict.Severity;

/**
 * Puts what was found together, piece after piece in the order of the files, and judges each request. Memory is bounded
 * whatever the logs hold.
 */
public final class Tally {
    /** Sources, and destinations, that are counted exactly: some 20 MB each. */
    public static final int EXACT = 100_000;
    /** Requests that wait for the end, when it is known what the server says by itself. */
    private static final int MAX_WAITING = 20_000;

    /** Addresses of which it is remembered on which side they are: many requests come from few. */
    private static final int MAX_REMEMBERED = 10_000;
    /** Fewer requests say nothing about the log that they stand in. */
    private static final int MANY = 20;

    private final Insiders insiders;
    private final ImmutableSet<String> ownNames;
    private final ImmutableSet<AskedPlace> canaries;
    private final Counter<String> sources;
    private final Counter<AskedPlace> destinations;
    private final Timeline timeline = new Timeline();
    private final OwnPages ownPages = new OwnPages();
    private final Pairings pairings = new Pairings();
    private final List<Waiting> waiting = new ArrayList<>();
    private final Map<Category, Evidence> groups = new EnumMap<>(Category.class);
    private final Map<String, Boolean> outside = new HashMap<>();
    private final List<Impact.Finding> notes = new ArrayList<>();
    private String file = "-";
    private long linesBefore;
    private long lines;
    private long unparsed;
    private long own;
    private long urls;
    private boolean pathsAlone;
    private int pagesWhenDecidedEarly = -1;
    private long sayingTheyAreOurs;
    private long uses;
    private long attempts;
    private long from = LogClock.NONE;
    private long to = LogClock.NONE;

    private record Waiting(String file, RelayRequest request) {}

    /** Counts exactly up to {@link #EXACT} sources and as many destinations. */
    public Tally(Insiders insiders, Iterable<String> ownNames) {
        this(insiders, ownNames, ImmutableSet.of(), EXACT);
    }

    /**
     * The same; what was asked for one of these canaries, {@code 10.0.0.9:8471}, is relaycheck's own. Nothing else is: a
     * stranger can write our User-Agent and a URL like ours, but who asks for a canary harms nobody.
     *
     * @throws IllegalArgumentException with a message for the user, where one has no port
     */
    public Tally(Insiders insiders, Iterable<String> ownNames, ImmutableSet<String> canaries) {
        this(insiders, ownNames, canaries, EXACT);
    }

    Tally(Insiders insiders, Iterable<String> ownNames, ImmutableSet<String> canaries, int exact) {
        this.canaries = canaries.stream().map(Tally::canary).collect(ImmutableSet.toImmutableSet());
        this.insiders = insiders;
        ImmutableSet.Builder<String> names = ImmutableSet.builder();
        ownNames.forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
        this.ownNames = names.build();
        this.sources = new Counter<>(exact);
        this.destinations = new Counter<>(exact);
    }

    private static AskedPlace canary(String authority) {
        AskedPlace place = AskedPlace.of(authority, AskedPlace.NO_PORT);
        checkArgument(!place.host().isEmpty() && place.port() != AskedPlace.NO_PORT, "%s is not HOST:PORT", authority);
        return place;
    }

    /** What follows is of this file. */
    public void begin(String name) {
        pairings.finish().forEach(this::judge);
        file = name;
        linesBefore = lines;
    }

    /** Takes the next piece of the file. */
    public void add(Extract piece) {
        long before = lines - linesBefore;
        lines += piece.lines;
        unparsed += piece.unparsed;
        pathsAlone |= piece.pathsAlone;
        if (piece.from != LogClock.NONE) {
            from = from == LogClock.NONE ? piece.from : Math.min(from, piece.from);
            to = Math.max(to, piece.to);
        }
        ownPages.addAll(piece.ownPages);
        for (Sighting sighting : piece.sightings) {
            if (sighting instanceof RelayRequest request) {
                pairings.lastOf(request.atLine(before + request.line())).forEach(this::judge);
            } else if (sighting instanceof Sighting.Message message) {
                pairings.add(message.atLine(before + message.line())).forEach(this::judge);
            }
        }
    }

    /** Something that the reader of the report has to know, such as a file that could not be read. */
    public void note(String text) {
        notes.add(new Impact.Finding(Severity.INFO, text, ImmutableList.of()));
    }

    /** Whether no line of any file was read. */
    public boolean isEmpty() {
        return lines == 0;
    }

    /** Lines of the current file so far. */
    public long linesOfFile() {
        return lines - linesBefore;
    }

    /** Lines of all files so far that no format fits. */
    public long unparsed() {
        return unparsed;
    }

    /** All that was found. */
    public Impact finish() {
        begin("-");
        decideWaiting();
        noteThoseThatSayTheyAreOurs();
        noteUrlsEverywhere();
        noteBounds();
        ImmutableList.Builder<Impact.Finding> findings = ImmutableList.builder();
        groups.forEach((category, group) -> findings.add(group.finding(category)));
        return new Impact(
                Impact.SCHEMA,
                lines,
                unparsed,
                instant(from),
                instant(to),
                uses,
                attempts,
                own,
                sources.sorted().stream().map(this::source).collect(ImmutableList.toImmutableList()),
                destinations.sorted().stream().map(Tally::place).collect(ImmutableList.toImmutableList()),
                timeline.bars(),
                findings.addAll(notes).build());
    }

    private void judge(RelayRequest request) {
        if (canaries.contains(request.destination())) {
            own++;
        } else if (request.isConnect()) {
            connect(request);
        } else if (ownNames.contains(request.destination().host())) {
            ownPages.learn(request);
        } else {
            boolean success = request.isAnswered();
            if (success && request.kind() == LineFields.Kind.WEB_SERVER) {
                await(new Waiting(file, request));
            } else {
                boolean relayed = request.kind() == LineFields.Kind.RELAYED;
                count(request, file, relayed || (success && request.kind() == LineFields.Kind.PROXY), false);
            }
        }
    }

    /** What a server answers by itself is no tunnel, 200 or not; so is what it answers for its own page. */
    private void connect(RelayRequest request) {
        boolean success = request.status() / 100 == 2 && request.kind() != LineFields.Kind.ANSWERED_ITSELF;
        if (success && request.kind() == LineFields.Kind.WEB_SERVER && request.size() > 0) {
            await(new Waiting(file, request));
        } else {
            count(request, file, success, false);
        }
    }

    private void await(Waiting request) {
        waiting.add(request);
        if (waiting.size() > MAX_WAITING) {
            pagesWhenDecidedEarly = pagesWhenDecidedEarly < 0 ? ownPages.count() : pagesWhenDecidedEarly;
            decideWaiting();
        }
    }

    private void decideWaiting() {
        for (Waiting one : waiting) {
            boolean ownPage = ownPages.explains(one.request());
            count(one.request(), one.file(), !ownPage, ownPage || !one.request().isConnect());
        }
        waiting.clear();
    }

    private void count(RelayRequest request, String where, boolean use, boolean weighed) {
        uses += use ? 1 : 0;
        urls += use && !request.isConnect() ? 1 : 0;
        attempts += use ? 0 : 1;
        sayingTheyAreOurs += request.saysItIsOurs() ? 1 : 0;
        sources.add(request.source(), use, request.time());
        destinations.add(request.destination(), use, request.time());
        timeline.add(use, request.time());
        Category category = category(request, use, weighed);
        groups.computeIfAbsent(category, none -> new Evidence()).add(request, where, use && weighed);
    }

    private Category category(RelayRequest request, boolean use, boolean weighed) {
        boolean stranger = isOutside(request.source());
        if (!use) {
            return weighed ? Category.OWN_PAGE : stranger ? Category.REFUSED : Category.REFUSED_INSIDE;
        }
        int port = request.destination().port();
        if (!stranger) {
            return Category.INSIDE;
        }
        return PortMeaning.isMail(port) ? Category.MAIL : PortMeaning.isWeb(port) ? Category.WEB : Category.OTHER_PORT;
    }

    private boolean isOutside(String source) {
        if (outside.size() >= MAX_REMEMBERED) {
            outside.clear();
        }
        return outside.computeIfAbsent(source, insiders::isOutside);
    }

    private void noteThoseThatSayTheyAreOurs() {
        if (sayingTheyAreOurs > 0) {
            note(sayingTheyAreOurs
                    + " of these requests call themselves relaycheck, by User-Agent or URL: whoever asks can write that, so"
                    + " they are counted; what a scan of yours asked for is left out with --canary HOST:PORT");
        }
    }

    /** Varnish's own tool writes a URL for every visit, and so do Squid and Traffic Server in front of a site. */
    private void noteUrlsEverywhere() {
        if (urls >= MANY && !pathsAlone) {
            note(
                    "every request of these logs names a URL: a proxy's do, but Varnish's, those of a cloud's load balancer, and"
                            + " those of Squid and Traffic Server in front of a site write the visits of that site so as well;"
                            + " what was asked for a name of this host is left out with --own-name NAME");
        }
    }

    private void noteBounds() {
        pairings.gaps().forEach(this::note);
        if (!sources.isExact()) {
            note("more source addresses than are counted exactly: of those that came last only the most frequent are"
                    + " listed, with counts that may be too low and without times");
        }
        if (!destinations.isExact()) {
            note("more destinations than are counted exactly: of those that came last only the most frequent are"
                    + " listed, with counts that may be too low");
        }
        if (pagesWhenDecidedEarly >= 0 && ownPages.count() > pagesWhenDecidedEarly) {
            note(
                    "more absolute-form requests than can wait for the end: those that came first were judged before all of what"
                            + " the server answers for its own / was known, so some that it answered itself may be called relayed");
        }
        if (!timeline.isComplete()) {
            note("the times of the log lie too far apart: the timeline is not complete");
        }
    }

    private Impact.Source source(Counter.Tallied<String> count) {
        return new Impact.Source(
                count.key(),
                isOutside(count.key()),
                count.attempts(),
                count.uses(),
                instant(count.first()),
                instant(count.last()));
    }

    private static Impact.Place place(Counter.Tallied<AskedPlace> count) {
        int port = count.key().port();
        return new Impact.Place(
                count.key().host(),
                port == AskedPlace.NO_PORT ? null : port,
                count.attempts(),
                count.uses(),
                PortMeaning.of(port));
    }

    private static @Nullable Instant instant(long time) {
        return time == LogClock.NONE ? null : Instant.ofEpochMilli(time);
    }
}
