package dev.parley.protocol;

/** The forms of the event-bus bridges of Vert.x, which differ in what the server says. */
public enum BridgeForm {
    /** Over SockJS and WebSocket, for clients. */
    SOCKJS("rec"),
    /** Over TCP, for programs of the operator. */
    TCP("message");

    private final String received;

    BridgeForm(String received) {
        this.received = received;
    }

    /** The type of a frame that brings something. */
    String received() {
        return received;
    }
}
