package relaycheck.scan;

import com.google.common.collect.ImmutableList;
import relaycheck.verdict.Finding;

/** Hears how a scan goes, on its judging thread. */
public interface ScanListener {
    /** Findings that are committed: they count. */
    void committed(ImmutableList<Finding> findings);

    /** An exception of our own making; the question it hit counts as unheard. */
    void fault(Throwable problem);
}
