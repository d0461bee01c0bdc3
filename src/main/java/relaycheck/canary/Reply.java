package relaycheck.canary;

/**
 * What the canary says to one message.
 *
 * @param text its bytes, one a character
 * @param last whether the connection ends with it
 */
record Reply(String text, boolean last) {
    static Reply goOn(String text) {
        return new Reply(text, false);
    }

    static Reply last(String text) {
        return new Reply(text, true);
    }
}
