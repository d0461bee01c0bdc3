package relaycheck.product;

/**
 * What an endpoint said in one answer. Characters are bytes (ISO-8859-1). What is longer than {@value #LIMIT} is cut:
 * products name themselves early, and a hostile peer must not cost more.
 *
 * @param head status line and field lines, a line feed after each; empty where the answer was not HTTP
 * @param body the first bytes of the content; all that came where the answer was not HTTP
 */
public record Words(String head, String body) {
    /** How much of head and of body is looked at, each. */
    public static final int LIMIT = 8 * 1024;

    /** Cuts both to the limit. */
    public Words {
        head = cut(head);
        body = cut(body);
    }

    private static String cut(String text) {
        return text.length() <= LIMIT ? text : text.substring(0, LIMIT);
    }
}
