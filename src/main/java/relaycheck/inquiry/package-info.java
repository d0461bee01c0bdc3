/** Which question comes next, and when enough is known: the least is sent that decides. Pure. */
@NullMarked
package relaycheck.inquiry;

import org.jspecify.annotations.NullMarked;
