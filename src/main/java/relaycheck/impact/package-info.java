/** Was it abused: relay attempts and relay uses told from the lines of access logs. Pure. */
@NullMarked
package relaycheck.impact;

import org.jspecify.annotations.NullMarked;
