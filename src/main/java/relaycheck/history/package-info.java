/** Runs, and how two of them differ. Pure. */
@NullMarked
package relaycheck.history;

import org.jspecify.annotations.NullMarked;
