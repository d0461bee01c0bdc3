package relaycheck.canary;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LatestTest {
    private final Latest<String, Integer> latest = new Latest<>(2);

    @Test
    void whatIsTouchedLeastLately_makesRoom() {
        latest.put("a", 1);
        latest.put("b", 2);
        latest.merge("a", 1, Integer::sum);
        latest.put("c", 3);

        assertThat(latest).containsOnlyKeys("a", "c").containsEntry("a", 2);
    }

    @Test
    void reading_touches() {
        latest.put("a", 1);
        latest.put("b", 2);
        assertThat(latest.get("a")).isEqualTo(1);
        latest.put("c", 3);

        assertThat(latest).containsOnlyKeys("a", "c");
    }
}
