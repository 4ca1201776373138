package dev.parley.store;

/** What every adapter of {@link MessageStore} must do. */
public interface MessageStoreContract
        extends AppendContract,
                InboxContract,
                CursorContract,
                HistoryContract,
                ConversationsContract,
                DurabilityContract {}
