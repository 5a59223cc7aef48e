/**
 * Which routes are taken, announced and programmed, as data.
 *
 * <p>Owns typed rules that are evaluated natively. A policy is a value: equal policies are equal, so a reconfiguration
 * can see which sessions it touches, and peers with the same export policy can share an update group. Each verdict names
 * the object that made it.
 */
@NullMarked
package io.nightjar.rib.policy;

import org.jspecify.annotations.NullMarked;
