package dev.parley.accounts;

/** The contracts of all ports of the account store. */
public interface AccountStoresContract
        extends UserStoreContract,
                DeviceStoreContract,
                TieStoreContract,
                FriendStoreContract,
                GroupStoreContract,
                PreferenceStoreContract,
                AnnouncementStoreContract,
                PushStoreContract {}
