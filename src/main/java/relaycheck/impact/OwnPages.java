package relaycheck.impact;

/**
 * What this server answers when it is asked for its own {@code /}: status and size. A plain web server gives the same
 * page to {@code GET http://third-party/}, with a 200 that is no sign of relaying. Bounded: a server has few of them,
 * and one that answers with more sizes than fit here says nothing by its size anyway.
 */
final class OwnPages {
    private static final int CAPACITY = 2048;
    /** Header lines that come and go (Connection, Keep-Alive) where the log counts them in. */
    private static final int HEADER_SLACK = 64;

    /** Among more of them than these a tunnel may have the size of one by chance. */
    private static final int FEW = 16;

    private static final int NOT_MODIFIED = 304;

    private final long[] table = new long[CAPACITY];
    private int count;
    private long last;

    void add(int status, long size) {
        add(((long) status << 48) | Math.min(size, (1L << 48) - 1));
    }

    void addAll(OwnPages others) {
        for (long page : others.table) {
            if (page != 0) {
                add(page);
            }
        }
    }

    /** Takes what the server answered to a URL of its own. */
    void learn(RelayRequest request) {
        if (isRoot(request.path()) && request.status() >= 200 && request.status() < 400 && request.size() >= 0) {
            add(request.status(), request.size());
        }
    }

    /** How many are known. */
    int count() {
        return count;
    }

    /** Whether the answer to this absolute-form is what the server says by itself. */
    boolean explains(RelayRequest request) {
        if (request.isConnect() && count > FEW) {
            return false;
        }
        boolean root = isRoot(request.path());
        boolean redirect = request.status() >= 300 && request.status() != NOT_MODIFIED;
        boolean head = request.method().equals("HEAD");
        // what has no body, or none that is known, is alike without being the same
        if (!head && (request.size() < 0 || (request.size() == 0 && !root && !redirect))) {
            return false;
        }
        for (long page : table) {
            if (page != 0 && page >>> 48 == request.status()) {
                long apart = Math.abs((page & ((1L << 48) - 1)) - request.size());
                if (head ? root || redirect : apart <= slack(request, root, redirect)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isRoot(String path) {
        return path.isEmpty() || path.startsWith("?") || path.equals("/") || path.startsWith("/?");
    }

    /**
     * A tunnel carries what it carries; a redirect repeats the URL, in its header and in its page; another path gets the very
     * same page or is no sign.
     */
    private static long slack(RelayRequest request, boolean root, boolean redirect) {
        if (request.isConnect()) {
            return 0;
        }
        if (redirect) {
            return HEADER_SLACK
                    + 3L * (request.pathLength() + request.destination().host().length());
        }
        return root ? HEADER_SLACK : 0;
    }

    private void add(long page) {
        if (page == last || count >= CAPACITY / 2) {
            return;
        }
        last = page;
        int at = (int) ((page * 0x9E3779B97F4A7C15L) >>> 53);
        while (table[at] != 0 && table[at] != page) {
            at = (at + 1) % CAPACITY;
        }
        count += table[at] == 0 ? 1 : 0;
        table[at] = page;
    }
}
