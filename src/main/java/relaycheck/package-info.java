/**
 * relaycheck finds and proves open proxies on its user's own hosts.
 *
 * <p>A functional core (text, http, target, proof, product, probe, verdict, inquiry, cause, impact, history, report) is
 * pure and immutable; sockets, clock, files and terminal stand at its edge (canary, demo, transport, store, scan,
 * notify, cli). A package uses only those named before it; {@code PackageTableTest} holds that.
 */
@NullMarked
package relaycheck;

import org.jspecify.annotations.NullMarked;
