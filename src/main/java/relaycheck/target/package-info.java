/** What the user listed, and whether it is theirs. Pure. */
@NullMarked
package relaycheck.target;

import org.jspecify.annotations.NullMarked;
