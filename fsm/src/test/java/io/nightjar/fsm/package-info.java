/** The session machine's tests: every cell of the table, the negotiation, collisions, and properties over random histories. */
package io.nightjar.fsm;
