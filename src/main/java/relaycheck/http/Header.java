package relaycheck.http;

/**
 * One field line, as it came.
 *
 * @param name  the field name in the peer's spelling; empty of a line that is no field
 * @param value the field value without the white space around it
 */
public record Header(String name, String value) {
    /** Whether this is the field {@code name}; names are case-insensitive (RFC 9110 §5.1). */
    public boolean is(String name) {
        return this.name.equalsIgnoreCase(name);
    }

    @Override
    public String toString() {
        return name.isEmpty() ? value : name + ": " + value;
    }
}
