package relaycheck.scan;

import com.google.common.collect.ImmutableList;
import java.util.Optional;
import relaycheck.target.Admitted;

/**
 * An endpoint that is to be asked.
 *
 * @param admitted what the scope admitted
 * @param names    the listed names that led here
 * @param label    what the target list says behind it
 */
record Asked(Admitted admitted, ImmutableList<String> names, Optional<String> label) {}
