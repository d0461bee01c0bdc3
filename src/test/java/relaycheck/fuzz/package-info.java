/** Broken input, the same in every run, for everything that reads text from outside. */
package relaycheck.fuzz;
