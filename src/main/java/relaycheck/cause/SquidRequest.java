package relaycheck.cause;

/** What Squid is asked: by whom, how, and for which port of a third party. */
record SquidRequest(Asker asker, String method, int port) {
    boolean isConnect() {
        return method.equals("CONNECT");
    }

    /** What {@code url_regex} looks at. */
    String url() {
        return isConnect() ? ChosenTarget.HOST + ":" + port : "http://" + ChosenTarget.HOST + ":" + port + "/";
    }
}
