package relaycheck.impact;

import com.google.common.collect.ImmutableList;

/** Puts the messages of a log that tells one request on several lines together again. Memory is bounded. */
interface Pairing {
    /** Takes the next message and returns the requests whose end is known by it. */
    ImmutableList<RelayRequest> add(Sighting.Message message);

    /** The log is over: returns what is still open. */
    ImmutableList<RelayRequest> finish();
}
