/** Which software answers, from its words, and what its own pages mean. Pure, but for its data on the class path. */
@NullMarked
package relaycheck.product;

import org.jspecify.annotations.NullMarked;
