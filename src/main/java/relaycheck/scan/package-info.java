/** The pipeline from a target list to committed verdicts. Shell. */
@NullMarked
package relaycheck.scan;

import org.jspecify.annotations.NullMarked;
