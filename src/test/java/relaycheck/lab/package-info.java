/** The lab of {@code src/lab}: real proxies and web servers in many configurations, and the truth about each. */
package relaycheck.lab;
