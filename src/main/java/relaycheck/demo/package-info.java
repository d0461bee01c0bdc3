/** Small relays and web servers on loopback, to try things on and for the self-test. Shell. */
@NullMarked
package relaycheck.demo;

import org.jspecify.annotations.NullMarked;
