package relaycheck.impact;

/**
 * The common log format and what grew from it: Apache's {@code common}, {@code combined} and {@code vhost_combined},
 * nginx's {@code combined}, any of them behind a syslog prefix or with more fields at the end.
 */
final class ClfFormat implements LogFormat {
    /** {@code [22/Oct/2007:03:14:12 +0900]}. */
    private static final int TIME_LENGTH = 26;

    @Override
    public String name() {
        return "clf";
    }

    @Override
    public boolean read(byte[] line, int from, int to, LineFields fields) {
        int bracket = timeBracket(line, from, to);
        if (bracket < 0) {
            return false;
        }
        fields.clear(line);
        fields.time = fields.clock.clf(line, bracket + 1, bracket + 1 + TIME_LENGTH);
        int quote = bracket + TIME_LENGTH + 3;
        return fields.time != LogClock.NONE
                && address(line, from, bracket, fields)
                && line[quote - 1] == ' '
                && line[quote] == '"'
                && requestAndAnswer(line, quote + 1, to, fields);
    }

    private static int timeBracket(byte[] line, int from, int to) {
        int at = ByteSearch.indexOf(line, from, to, '[');
        while (at >= 0 && at + TIME_LENGTH + 3 < to) {
            if (line[at + 3] == '/' && line[at + TIME_LENGTH + 1] == ']') {
                return at;
            }
            at = ByteSearch.indexOf(line, at + 1, to, '[');
        }
        return ByteSearch.NONE;
    }

    /**
     * The client is the first word, or the third before the time where that looks like an address, or where the first
     * is a virtual host with its port: a virtual host or a syslog prefix stands before it then. (The word for the user may hold blanks.)
     */
    private static boolean address(byte[] line, int from, int bracket, LineFields fields) {
        int user = wordBefore(line, from, bracket);
        int ident = wordBefore(line, from, user);
        int client = wordBefore(line, from, ident);
        int at = from;
        if (client > from && (looksLikeAddress(line, client, ident) || isServerName(line, from, client))) {
            at = client;
        }
        fields.address(at, ByteSearch.wordEnd(line, at, bracket));
        return fields.addressTo > fields.addressFrom;
    }

    private static int wordBefore(byte[] line, int from, int end) {
        int at = end;
        while (at > from && line[at - 1] == ' ') {
            at--;
        }
        while (at > from && line[at - 1] != ' ') {
            at--;
        }
        return at;
    }

    /** A name and a port, {@code www.own.example:80}: no client is logged with one. */
    private static boolean isServerName(byte[] line, int from, int to) {
        int end = ByteSearch.wordEnd(line, from, to);
        int colon = ByteSearch.indexOf(line, from, end, ':');
        return colon > from && ByteSearch.number(line, colon + 1, end) > 0 && end + 1 == to;
    }

    private static boolean looksLikeAddress(byte[] line, int from, int to) {
        int separators = 0;
        for (int i = from; i < to && line[i] != ' '; i++) {
            byte c = line[i];
            boolean separator = c == '.' || c == ':';
            separators += separator ? 1 : 0;
            if (!separator && Character.digit(c, 16) < 0) {
                return false;
            }
        }
        return separators >= 2;
    }

    private static boolean requestAndAnswer(byte[] line, int from, int to, LineFields fields) {
        int quote = ByteSearch.closingQuote(line, from, to);
        if (quote < 0 || quote + 1 >= to || line[quote + 1] != ' ') {
            return false;
        }
        fields.request(from, quote);
        int statusEnd = ByteSearch.wordEnd(line, quote + 2, to);
        int sizeEnd = ByteSearch.wordEnd(line, Math.min(statusEnd + 1, to), to);
        fields.status = (int) ByteSearch.number(line, quote + 2, statusEnd);
        boolean sized = sizeEnd > statusEnd + 1;
        fields.size = sized ? ByteSearch.number(line, statusEnd + 1, sizeEnd) : LineFields.UNKNOWN_SIZE;
        if (fields.status < 0 || (sized && fields.size < 0) || (fields.status > 0 && statusEnd - quote - 2 != 3)) {
            return false;
        }
        agent(line, sizeEnd, to, fields);
        SquidFormat.atEnd(line, sizeEnd, to, fields);
        return true;
    }

    /**
     * Our own agent wherever it is quoted, since formats differ in what stands before it; any other says nothing. In the
     * combined format it is the second string, and what it holds need not be looked through.
     */
    private static void agent(byte[] line, int from, int to, LineFields fields) {
        int open = ByteSearch.indexOf(line, from, to, '"');
        boolean combined = open == from + 1;
        for (int count = 1; open >= 0; count++) {
            if (ByteSearch.startsWith(line, open + 1, to, LineFields.OUR_AGENT)) {
                fields.agentFrom = open + 1;
                fields.agentTo = to;
                return;
            }
            if (combined && count == 2) {
                return;
            }
            int close = ByteSearch.closingQuote(line, open + 1, to);
            open = close < 0 ? ByteSearch.NONE : ByteSearch.indexOf(line, close + 1, to, '"');
            combined &= open == close + 2;
        }
    }
}
