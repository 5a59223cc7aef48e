package io.nightjar.bgp.error;

import io.nightjar.bgp.message.NotificationMessage;

/** The peer broke the protocol so that the session must end. Carries exactly the NOTIFICATION to send. */
public final class BgpProtocolException extends Exception {

    private static final long serialVersionUID = 1;

    private final transient NotificationMessage notification;

    public BgpProtocolException(NotificationMessage notification, String reason) {
        super(notification + ": " + reason, null, false, false);
        this.notification = notification;
    }

    public NotificationMessage notification() {
        return notification;
    }
}
