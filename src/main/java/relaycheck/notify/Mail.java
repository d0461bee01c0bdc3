package relaycheck.notify;

import static com.google.common.base.Preconditions.checkArgument;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.base.CharMatcher;
import com.google.common.net.HostAndPort;
import jakarta.activation.DataHandler;
import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import relaycheck.text.Printable;

/**
 * A mail in plain text, handed to a server that takes it without a login.
 *
 * @param server   the server
 * @param to       who gets it
 * @param patience with the dial, and with each silence after it
 */
record Mail(HostAndPort server, InternetAddress to, Duration patience) implements Channel {
    static final int PORT = 25;

    private static final int FAILED_FOR_GOOD = 500;
    private static final int LOGIN_WANTED = 530;
    /** RFC 5321 allows no more. */
    private static final int LONGEST_ADDRESS = 254;

    /**
     * A mail to this address.
     *
     * @throws IllegalArgumentException with a message for the user
     */
    static Mail of(HostAndPort server, String address, Duration patience) {
        checkArgument(
                CharMatcher.inRange('!', '~')
                                .and(CharMatcher.noneOf("?%,;<>()[]\"\\"))
                                .matchesAllOf(address)
                        && address.length() <= LONGEST_ADDRESS
                        && CharMatcher.is('@').countIn(address) == 1,
                "mailto:%s: one plain address, please, as in mailto:security@example.com",
                address);
        try {
            return new Mail(server.withDefaultPort(PORT), new InternetAddress(address, true), patience);
        } catch (AddressException e) {
            throw new IllegalArgumentException("mailto:" + address + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void send(Notice notice) throws IOException {
        Session session = Session.getInstance(properties());
        SMTPTransport transport = new SMTPTransport(session, new URLName("smtp://"));
        try {
            transport.connect(server.getHost(), server.getPort(), null, null);
            transport.sendMessage(message(session, notice), new Address[] {to});
        } catch (MessagingException e) {
            throw failure(transport, e);
        } finally {
            close(transport);
        }
    }

    /** The mail was taken or not: a goodbye that fails changes neither. */
    private static void close(SMTPTransport transport) {
        try {
            transport.close();
        } catch (MessagingException e) {
            // said by whoever is told that it failed, if it did
        }
    }

    private Properties properties() {
        Properties properties = new Properties();
        String milliseconds = Long.toString(patience.toMillis());
        properties.setProperty("mail.smtp.connectiontimeout", milliseconds);
        properties.setProperty("mail.smtp.timeout", milliseconds);
        // TLS where it is offered; who would sit between could as well hide the offer, so any certificate does
        properties.setProperty("mail.smtp.starttls.enable", "true");
        properties.setProperty("mail.smtp.ssl.trust", "*");
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "false");
        properties.setProperty("mail.smtp.localhost", localName());
        properties.setProperty("mail.from", sender());
        return properties;
    }

    private MimeMessage message(Session session, Notice notice) throws MessagingException, IOException {
        MimeMessage message = new MimeMessage(session);
        message.setFrom(new InternetAddress(sender(), "relaycheck", UTF_8.name()));
        message.setRecipient(Message.RecipientType.TO, to);
        message.setSubject(MailText.subject(notice), UTF_8.name());
        message.setSentDate(Date.from(Instant.now()));
        message.setHeader("Auto-Submitted", "auto-generated");
        byte[] body = MailText.body(notice).getBytes(UTF_8);
        message.setDataHandler(new DataHandler(new ByteArrayDataSource(body, "text/plain; charset=utf-8")));
        message.setHeader("Content-Transfer-Encoding", "quoted-printable");
        message.saveChanges();
        return message;
    }

    /** Whether to try again: what a server says with 5 as its first digit, it will say again. */
    private static IOException failure(SMTPTransport transport, MessagingException failed) {
        int code = transport.getLastReturnCode();
        if (code == LOGIN_WANTED) {
            return new RefusedException("the server wants a login, and relaycheck has none: name one that does not");
        }
        String said =
                Printable.line(String.valueOf(transport.getLastServerResponse()).strip(), 200);
        if (code >= FAILED_FOR_GOOD) {
            return new RefusedException("the server refused: " + said);
        }
        boolean unreached =
                transport.getLastServerResponse() == null || failed.getNextException() instanceof IOException;
        return new IOException(unreached ? reason(failed) : "the server said: " + said, failed);
    }

    private static String reason(MessagingException failed) {
        Exception cause = failed.getNextException();
        return String.valueOf(cause == null ? failed.getMessage() : cause.getMessage());
    }

    private static String sender() {
        return "relaycheck@" + localName();
    }

    private static String localName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
