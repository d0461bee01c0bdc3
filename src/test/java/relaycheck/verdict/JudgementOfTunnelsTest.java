package relaycheck.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import org.junit.jupiter.api.Test;
import relaycheck.probe.Answer;
import relaycheck.probe.Answers;
import relaycheck.probe.Ending;
import relaycheck.probe.Outcome.Kind;
import relaycheck.probe.Probe;
import relaycheck.probe.Probes;
import relaycheck.probe.Tunnel;

/** What a tunnel brought in one voice explains what it did in the other. */
class JudgementOfTunnelsTest {
    private static final String PAGE = "404 Not Found; =<html>not here, says the host</html>";

    @Test
    void aTunnelThatBroughtNothing_isSuspect() {
        assertThat(judge(tunnel(Probes.CONNECT, 443, "")).verdict()).isEqualTo(Verdict.SUSPECT);
    }

    @Test
    void theHostsOwnPageInTheOtherVoice_explainsIt() {
        Finding finding = judge(tunnel(Probes.CONNECT, 443, ""), tunnel(Probes.CONNECT_OTHERWISE, 443, PAGE));
        assertThat(finding.verdict()).isEqualTo(Verdict.NOT_A_RELAY);
        assertThat(finding.probes()).extracting(ProbeResult::outcome).containsOnly(Kind.SERVED_LOCALLY);
    }

    @Test
    void theHostsOwnPageInTheFirstVoice_explainsTheOther() {
        Finding finding = judge(tunnel(Probes.CONNECT, 443, PAGE), tunnel(Probes.CONNECT_OTHERWISE, 443, ""));
        assertThat(finding.verdict()).isEqualTo(Verdict.NOT_A_RELAY);
        assertThat(finding.probes()).extracting(ProbeResult::outcome).containsOnly(Kind.SERVED_LOCALLY);
    }

    @Test
    void anAnnouncedPageInTheOtherVoice_explainsIt_evenWhereItNeverCame() {
        Answer announced = Answers.withTunnel(
                Answers.to(Probes.CONNECT_OTHERWISE, 443, "200 OK; Content-Length: 5", Ending.DEADLINE),
                Tunnel.Talk.HTTP,
                "");
        Finding finding = judge(tunnel(Probes.CONNECT, 443, ""), announced);
        assertThat(finding.verdict()).isEqualTo(Verdict.NOT_A_RELAY);
        assertThat(finding.probes()).extracting(ProbeResult::outcome).containsOnly(Kind.SERVED_LOCALLY);
    }

    /** As WireMock and Mockttp do: whatever the tunnel, they wait for a request in it and answer that themselves. */
    @Test
    void thePageInTheOtherVoice_explainsTheSilenceOfMailAndOfHttp10() {
        Finding finding = judge(
                tunnel(Probes.CONNECT, 25, ""),
                tunnel(Probes.CONNECT_OTHERWISE, 25, PAGE),
                tunnel(Probes.CONNECT_OTHERWISE, 443, PAGE),
                tunnel(Probes.CONNECT10, 443, ""));
        assertThat(finding.verdict()).isEqualTo(Verdict.NOT_A_RELAY);
        assertThat(finding.probes()).extracting(ProbeResult::outcome).containsOnly(Kind.SERVED_LOCALLY);
    }

    @Test
    void theOtherVoiceOfAnotherPort_explainsNothing() {
        Finding finding = judge(tunnel(Probes.CONNECT, 443, ""), tunnel(Probes.CONNECT_OTHERWISE, 80, PAGE));
        assertThat(finding.verdict()).isEqualTo(Verdict.SUSPECT);
    }

    @Test
    void aResult_tellsStatusReasonAndTime() {
        ProbeResult result = judge(Answers.to(Probes.CONNECT, 443, "405 Method Not Allowed", Ending.COMPLETE))
                .probes()
                .get(0);
        assertThat(result.status()).isEqualTo(405);
        assertThat(result.reason()).isEqualTo("Method Not Allowed");
        assertThat(result.elapsedMs()).isEqualTo(7);
    }

    private static Answer tunnel(Probe probe, int port, String inside) {
        return Answers.withTunnel(
                Answers.to(probe, port, "200 Connection Established", Ending.DEADLINE), Tunnel.Talk.TLS, inside);
    }

    private static Finding judge(Answer... answers) {
        return Judged.of("get-8471", ImmutableList.copyOf(answers));
    }
}
