/**
 * Fakes of the driver's ports, shared with other modules, and the driver's tests.
 *
 * <p>{@link io.nightjar.fsm.session.ManualClock}, {@link io.nightjar.fsm.session.RecordingTimers},
 * {@link io.nightjar.fsm.session.FakeConnection}, {@link io.nightjar.fsm.session.FakeConnector} and
 * {@link io.nightjar.fsm.session.SessionLog} do all their work on the calling thread.
 */
package io.nightjar.fsm.session;
