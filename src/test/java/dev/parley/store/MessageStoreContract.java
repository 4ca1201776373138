package dev.parley.store;

/** What every adapter of {@link MessageStores} must do. */
public interface MessageStoreContract
        extends AppendContract,
                InboxContract,
                CursorContract,
                HistoryContract,
                ConversationsContract,
                AmendmentsContract,
                WideningContract,
                UnreadContract,
                MarksContract,
                LastActiveContract,
                DurabilityContract {}
