package relaycheck.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relaycheck.scan.HostPatience.Parting;

class HostPatienceTest {
    private static final long NOW = 1_000_000_000_000L;

    private final HostPatience patience = new HostPatience();

    /** {@code x}: trouble; {@code r}: refused as others were not; {@code l}: beyond a limit; {@code .}: an answer. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            '',                     0
            .,                      0
            x,                      0
            .x,                     0
            x.x.x.x,                0
            xx,                   200
            .xx,                  200
            x.xx,                 200
            xxx,                  400
            xxxx,                 800
            xxxxx,               1600
            xxxxxx,              2000
            xxxxxxxxxxxxxxxxxxxx, 2000
            xxxxxx.,                0
            xxxxxx.x,               0
            xxxxxx.xx,            200
            l,                   1600
            xl,                  1600
            ll,                  2000
            xxxxxl,              2000
            lx,                  2000
            l.,                     0
            l.x,                    0
            r,                      0
            rr,                   200
            xr,                   200
            """)
    void whatAHostDid_tellsHowLongItIsLeftAlone(String connections, long millis) {
        connections.chars().forEach(each -> patience.note(parting(each), NOW));
        assertThat(Math.max(0, patience.waitFrom(NOW))).isEqualTo(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    private static Parting parting(int letter) {
        return switch (letter) {
            case 'x' -> Parting.TROUBLE;
            case 'r' -> Parting.NOT_TAKEN;
            case 'l' -> Parting.BEYOND_LIMIT;
            default -> Parting.WELL;
        };
    }

    @Test
    void thePause_ends() {
        patience.note(Parting.TROUBLE, NOW);
        patience.note(Parting.TROUBLE, NOW);
        assertThat(patience.waitFrom(NOW + TimeUnit.MILLISECONDS.toNanos(199))).isPositive();
        assertThat(patience.waitFrom(NOW + TimeUnit.MILLISECONDS.toNanos(200))).isNotPositive();
    }

    @Test
    void thePause_countsFromTheLastTrouble() {
        patience.note(Parting.TROUBLE, NOW);
        patience.note(Parting.TROUBLE, NOW + TimeUnit.SECONDS.toNanos(5));
        assertThat(patience.waitFrom(NOW + TimeUnit.SECONDS.toNanos(5))).isEqualTo(TimeUnit.MILLISECONDS.toNanos(200));
    }
}
