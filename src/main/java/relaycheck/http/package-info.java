/** The words of RFC 9110 and RFC 9112 as values: request-targets, response heads, bytes. Pure. */
@NullMarked
package relaycheck.http;

import org.jspecify.annotations.NullMarked;
