package io.nightjar.bgp.message;

/** A BGP message (RFC 4271 §4, RFC 2918) as an immutable value, without its header. */
public sealed interface BgpMessage
        permits OpenMessage, UpdateMessage, NotificationMessage, KeepaliveMessage, RouteRefreshMessage {

    MessageType type();
}
