package relaycheck.impact;

import com.google.common.collect.ImmutableMap;

/** What the destination's port says about why somebody wanted to be relayed. A table. */
final class PortMeaning {
    private static final ImmutableMap<Integer, String> MEANINGS = ImmutableMap.<Integer, String>builder()
            .put(21, "file transfer (FTP)")
            .put(22, "remote login (SSH): password guessing")
            .put(23, "remote login (Telnet): password guessing")
            .put(25, "spam (SMTP)")
            .put(53, "name service (DNS)")
            .put(80, "web (HTTP)")
            .put(110, "mailbox (POP3): password guessing")
            .put(135, "Windows RPC: attack on hosts behind")
            .put(139, "Windows file sharing: attack on hosts behind")
            .put(143, "mailbox (IMAP): password guessing")
            .put(443, "web (HTTPS)")
            .put(445, "Windows file sharing: attack on hosts behind")
            .put(465, "spam (SMTP over TLS)")
            .put(587, "spam (mail submission)")
            .put(993, "mailbox (IMAP over TLS): password guessing")
            .put(995, "mailbox (POP3 over TLS): password guessing")
            .put(1080, "another proxy (SOCKS): a chain of relays")
            .put(1433, "database (SQL Server)")
            .put(3128, "another proxy: a chain of relays")
            .put(3306, "database (MySQL)")
            .put(3389, "remote desktop (RDP): password guessing")
            .put(5060, "telephony (SIP): toll fraud")
            .put(5222, "chat (XMPP)")
            .put(5432, "database (PostgreSQL)")
            .put(5900, "remote desktop (VNC): password guessing")
            .put(6379, "database (Redis)")
            .put(6667, "chat (IRC): control of a botnet")
            .put(6697, "chat (IRC over TLS): control of a botnet")
            .put(8000, "web or another proxy")
            .put(8080, "web or another proxy: a chain of relays")
            .put(8443, "web (HTTPS)")
            .put(8888, "web or another proxy: a chain of relays")
            .buildOrThrow();
    private static final int FIRST_UNPRIVILEGED = 1024;

    private PortMeaning() {}

    static String of(int port) {
        String known = MEANINGS.get(port);
        if (known != null) {
            return known;
        }
        if (port == AskedPlace.NO_PORT) {
            return "no port was named";
        }
        if (port >= 6660 && port <= 6669) {
            return "chat (IRC): control of a botnet";
        }
        return port >= FIRST_UNPRIVILEGED ? "high port: peer-to-peer" : "unusual port";
    }

    static boolean isMail(int port) {
        return port == 25 || port == 465 || port == 587;
    }

    static boolean isWeb(int port) {
        return port == 80 || port == 443;
    }
}
