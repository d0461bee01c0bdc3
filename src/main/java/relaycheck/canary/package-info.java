/**
 * The destination that we run: it proves that a request arrived, and remembers which did. Shell.
 *
 * <p>It stands in the open, so it relays nothing, serves nothing else, and bounds what a client may take of it.
 */
@NullMarked
package relaycheck.canary;

import org.jspecify.annotations.NullMarked;
