package relaycheck.canary;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A map that forgets: when it is full, the entry that was touched least lately makes room. For one thread at a time, reading
 * included.
 */
final class Latest<K, V> extends LinkedHashMap<K, V> {
    private static final long serialVersionUID = 1L;
    private static final int CAPACITY = 16;
    private static final float LOAD = 0.75f;

    private final int most;

    Latest(int most) {
        super(CAPACITY, LOAD, true);
        this.most = most;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > most;
    }
}
