package relaycheck.scan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import relaycheck.target.Endpoint;
import relaycheck.target.Scope;
import relaycheck.target.Skipped;
import relaycheck.target.TargetSpec;

class SkippedListTest {
    /** However large it is: each address has a reason that names it. */
    @Test
    void aPrefixThatIsSkipped_takesNoMoreThanSoManyLines() {
        SkippedList list = new SkippedList();
        TargetSpec spec = TargetSpec.parse("11.0.0.0/24");
        for (int i = 0; i < 250; i++) {
            list.add((Skipped) Scope.none().admit(Endpoint.of("11.0.0." + i, 80)), spec);
        }
        assertThat(list.all()).hasSize(101);
        assertThat(list.all().stream().mapToLong(Skipped::count).sum()).isEqualTo(250);
    }
}
