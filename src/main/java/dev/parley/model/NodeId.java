package dev.parley.model;

/** Names one run of one process. It is never used again, so a lease or a listing of a dead process cannot be mistaken. */
public record NodeId(String value) {
    public NodeId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("a node id is not empty");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
