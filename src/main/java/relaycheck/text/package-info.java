/** Makes hostile text safe to print. Pure. */
@NullMarked
package relaycheck.text;

import org.jspecify.annotations.NullMarked;
