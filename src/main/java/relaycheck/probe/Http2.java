package relaycheck.probe;

import relaycheck.http.Chunk;

/** Tells an endpoint that speaks HTTP/2 alone: its first frame is SETTINGS, whatever it was asked (RFC 9113 §3.4). */
public final class Http2 {
    /** As the status line of an answer in it has it. */
    public static final String VERSION = "HTTP/2";

    private static final int FRAME_HEAD = 9;
    private static final int SETTINGS = 4;
    private static final int ONE_SETTING = 6;

    private Http2() {}

    /** Whether what was heard begins with a SETTINGS frame on stream 0 (RFC 9113 §4.1, §6.5). */
    public static boolean isSpoken(Chunk heard) {
        if (heard.length() < FRAME_HEAD || heard.at(3) != SETTINGS || heard.at(4) != 0) {
            return false;
        }
        int stream = heard.at(5) | heard.at(6) | heard.at(7) | heard.at(8);
        int length = (heard.at(0) << 16) + (heard.at(1) << 8) + heard.at(2);
        return stream == 0 && length % ONE_SETTING == 0;
    }
}
