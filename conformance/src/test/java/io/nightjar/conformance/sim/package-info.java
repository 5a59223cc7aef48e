/** Tests of the cluster simulator, and the seeds of which each build runs some. */
package io.nightjar.conformance.sim;
