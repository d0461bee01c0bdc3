/**
 * What proves a relay: a nonce that only our canary recognises, and the HMAC that only our canary can return. Pure.
 *
 * <p>A server that echoes can reflect a nonce but cannot compute the HMAC. The right HMAC coming back therefore proves
 * that our request reached our canary through the host that was asked, whatever its status code says.
 */
@NullMarked
package relaycheck.proof;

import org.jspecify.annotations.NullMarked;
