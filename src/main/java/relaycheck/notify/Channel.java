package relaycheck.notify;

import java.io.IOException;

/** A way to tell somebody. */
interface Channel {
    /**
     * Tells it once.
     *
     * @throws RefusedException where trying again would bring the same
     * @throws IOException      where it may not
     */
    void send(Notice notice) throws IOException;
}
