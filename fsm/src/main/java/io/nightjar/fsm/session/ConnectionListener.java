package io.nightjar.fsm.session;

import io.nightjar.bgp.error.AttributeFault;
import io.nightjar.bgp.error.BgpProtocolException;
import io.nightjar.bgp.message.BgpMessage;
import io.nightjar.fsm.TcpFailure;
import java.util.List;

/** What a connection reports, on the session's loop. */
public interface ConnectionListener {

    /** A message has come in; faults only with an UPDATE, already repaired. */
    void messageReceived(BgpMessage message, List<AttributeFault> faults);

    /** Something that is not acceptable has come in; nothing more will. */
    void protocolViolated(BgpProtocolException violation);

    /** The connection is gone. */
    void connectionLost(TcpFailure failure);

    /** It can be written to again. */
    void writable();

    /** Our own code has failed while a message was handled. */
    void internalFault(RuntimeException fault);
}
