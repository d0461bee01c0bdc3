package relaycheck.canary;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import relaycheck.canary.CanaryPort.State;

/**
 * Why a place could not be bound. The exception's type does not say, and its text is the system's, in the user's language;
 * and who may not bind a port is not told whether it is taken. So it is found out by trying.
 */
class BindFailure {
    /** Linux answers for its own addresses at once. */
    private static final int MILLIS_TO_DIAL = 200;
    /** Ports below are for the privileged, unless the system was told otherwise. */
    private static final int UNPRIVILEGED = 1_024;

    private static final String REMEDY = "it is free, but this process may not bind it: run as root, give Java the"
            + " capability (setcap cap_net_bind_service=+ep .../bin/java), or run a stand-alone canary"
            + " (relaycheck canary) where it may";

    /** Only a place of this machine is dialled: a mistyped address is somebody else's. */
    final CanaryPort at(InetSocketAddress place) {
        if (!isOurs(place)) {
            return failed(place, State.NO_SUCH_ADDRESS, "no interface of this machine has this address");
        }
        if (answers(place)) {
            return failed(place, State.TAKEN, "another program listens there");
        }
        return place.getPort() < UNPRIVILEGED
                ? failed(place, State.NOT_PERMITTED, REMEDY)
                : failed(place, State.TAKEN, "another program holds it");
    }

    private static CanaryPort failed(InetSocketAddress place, State state, String why) {
        return new CanaryPort(place.getAddress(), place.getPort(), state, why);
    }

    /** Whether somebody takes a connection there: dials it. */
    boolean answers(InetSocketAddress place) {
        try (Socket socket = new Socket()) {
            socket.connect(place, MILLIS_TO_DIAL);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isOurs(InetSocketAddress place) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(place.getAddress(), 0));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
