/** Which lines of a configuration open it: text in, causes out, one dialect a file. Pure. */
@NullMarked
package relaycheck.cause;

import org.jspecify.annotations.NullMarked;
