package relaycheck.product;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Comparator.comparing;

import com.google.common.base.Splitter;
import com.google.common.base.Suppliers;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import relaycheck.product.ProductFile.Entry;

/**
 * The products that relaycheck knows by their words, each a file beside this class's resources, named in one list.
 * Immutable; any thread may ask.
 */
public final class Products {
    private static final Supplier<Products> STANDARD = Suppliers.memoize(Products::load);

    private final ImmutableList<Entry> entries;
    private final SignatureIndex index;

    Products(ImmutableList<Entry> entries) {
        this.entries = entries;
        ImmutableList.Builder<Signature> signatures = ImmutableList.builder();
        for (Entry entry : entries) {
            signatures.addAll(entry.signatures());
        }
        this.index = new SignatureIndex(signatures.build());
    }

    /** The products that come with relaycheck; read once, when first asked for. */
    public static Products standard() {
        return STANDARD.get();
    }

    /** Reads the words of an answer. */
    public Matches read(Words words) {
        return new Matches(index.matches(words));
    }

    /**
     * The product behind an endpoint's answers. Of several the one that relays by trade: it is what must be closed, be it
     * behind a web server; and what the fields of the server say behind a gateway is not the gateway's.
     */
    public Optional<Product> identify(Iterable<Matches> answers) {
        ImmutableListMultimap.Builder<String, Match> named = ImmutableListMultimap.builder();
        for (Matches answer : answers) {
            for (Match match : answer.matches()) {
                if (!match.signature().product().isEmpty()) {
                    named.put(match.signature().product(), match);
                }
            }
        }
        ImmutableListMultimap<String, Match> byProduct = named.build();
        if (byProduct.isEmpty()) {
            return Optional.empty();
        }
        return byProduct.asMap().values().stream()
                .filter(Products::isTold)
                .max(comparing((Collection<Match> matches) -> role(matches)).thenComparing(Collection::size))
                .map(Products::product);
    }

    /** How to close a product, in Japanese or else in English; a general remedy for a name that is not known. */
    public Remedy remedy(String product, Locale language) {
        return entries.stream()
                .filter(entry -> entry.name().equals(product))
                .findFirst()
                .orElseGet(this::general)
                .remedy()
                .get()
                .in(language);
    }

    /** The names, in the order of the list. */
    public ImmutableList<String> names() {
        return ImmutableList.copyOf(entries.stream()
                .map(Entry::name)
                .filter(name -> !name.isEmpty())
                .toList());
    }

    ImmutableList<Signature> signatures() {
        return index.signatures();
    }

    /** The entry without a name: signs of any proxy, and the general remedy. */
    private Entry general() {
        return entries.stream()
                .filter(entry -> entry.name().isEmpty())
                .findFirst()
                .orElseThrow();
    }

    private static boolean isTold(Collection<Match> matches) {
        return matches.stream().anyMatch(match -> match.signature().meaning() != Meaning.PERHAPS)
                || matches.stream().map(Match::signature).distinct().count() > 1;
    }

    private static Role role(Collection<Match> matches) {
        return matches.iterator().next().signature().role();
    }

    /** Words that give a version tell more than words that do not, and these more than half a tell. */
    private static Product product(Collection<Match> matches) {
        Match telling = matches.stream()
                .min(comparing((Match match) -> match.version().isEmpty())
                        .thenComparing(match -> match.signature().meaning() == Meaning.PERHAPS))
                .orElseThrow();
        return new Product(telling.signature().product(), telling.version(), telling.evidence());
    }

    /** Reads the files afresh. */
    static Products load() {
        ImmutableList.Builder<Entry> entries = ImmutableList.builder();
        for (String line : Splitter.on('\n').omitEmptyStrings().split(new String(resource("products.list"), UTF_8))) {
            if (!line.startsWith("#")) {
                String file = line.concat(".product");
                entries.add(ProductFile.read(file, resource(file)));
            }
        }
        return new Products(entries.build());
    }

    private static byte[] resource(String name) {
        try (InputStream stream = Products.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalArgumentException("products.list names " + name + ", which is missing");
            }
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
