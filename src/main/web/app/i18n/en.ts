const count = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`;

/** Somebody's name; nothing for who reads it. */
export type Who = string | undefined;

const isNow = (whom: Who) => whom === undefined ? 'You are now' : `${whom} is now`;

/** English, and what every language has to say. */
export const en = {
  language: 'English',
  retry: 'Try again',
  close: 'Close',
  back: 'Back to the list of chats',
  loading: 'Loading…',

  session: {
    logIn: 'Log in',
    signUp: 'Create account',
    welcome: 'Welcome back',
    join: 'Create your account',
    username: 'Username',
    usernameHint: '3 to 32 of a–z, 0–9, _ and .',
    displayName: 'Name that others see',
    password: 'Password',
    passwordHint: 'At least 8 characters',
    showPassword: 'Show password',
    haveAccount: 'Have an account?',
    noAccount: 'New to Parley?',
    usernameMissing: 'Enter your username.',
    passwordMissing: 'Enter your password.',
    passwordShort: 'A password has at least 8 characters.',
    usernameWrong: 'A username has 3 to 32 characters: a–z, 0–9, _ and .',
    nameWrong: 'A name has 1 to 64 characters.',
    ended: 'You were logged out. Log in to go on where you were.',
    revoked: 'This device was logged out from another one. Log in to go on where you were.',
  },

  menu: {
    open: 'Menu',
    logOut: 'Log out',
    theme: 'Theme',
    themes: { system: 'System', light: 'Light', dark: 'Dark' },
    language: 'Language',
  },

  list: {
    chats: 'Chats',
    search: 'Search, or enter a username',
    find: (username: string) => `Find @${username}`,
    nobody: (username: string) => `Nobody is called @${username}.`,
    yourself: 'That is you.',
    noMatch: 'No chat matches.',
    empty: 'No chats yet',
    emptyHint: 'Enter a friend’s username above to start one.',
    more: 'Show more',
    you: (text: string) => `You: ${text}`,
    unread: (n: number) => count(n, 'unread message', 'unread messages'),
    muted: 'Muted',
    pinned: 'Pinned',
    failed: 'Not sent',
  },

  chat: {
    none: 'Pick a chat',
    noneHint: 'Your messages will show here.',
    empty: 'No messages yet',
    emptyHint: (name: string) => `Say hello to ${name}.`,
    online: 'online',
    offline: 'offline',
    lastActive: (when: string) => `last active ${when}`,
    typing: (names: string[]) => names.length > 2
      ? `${names.length} people are typing…`
      : `${names.join(' and ')} ${names.length === 1 ? 'is' : 'are'} typing…`,
    typingAlone: 'is typing…',
    members: (n: number) => count(n, 'member', 'members'),
    left: 'You can read this group, but no longer write to it.',
    messages: 'Messages',
    newMessages: 'New messages',
    toEnd: 'To the newest message',
    notLoaded: 'Messages could not be loaded.',
    deleted: 'Message deleted',
    edited: 'edited',
    showAll: 'Show all',
    says: (name: string, text: string) => `${name}: ${text}`,
    you: 'You',
    unknown: 'Unknown',
    group: 'Group',
  },

  membership: {
    added: (who: Who, whom: Who) => `${who ?? 'You'} added ${whom ?? 'you'}`,
    removed: (who: Who, whom: Who) => `${who ?? 'You'} removed ${whom ?? 'you'}`,
    left: (who: Who) => `${who ?? 'You'} left`,
    owner: (whom: Who) => `${isNow(whom)} the owner`,
    admin: (whom: Who) => `${isNow(whom)} an administrator`,
    member: (whom: Who) => `${isNow(whom)} a member like others`,
    named: (who: Who, name: string) => `${who ?? 'You'} named the group “${name}”`,
    ended: (who: Who) => `${who ?? 'You'} closed the group`,
  },

  state: {
    pending: 'Sending',
    sent: 'Sent',
    delivered: 'Delivered',
    read: 'Read',
    failed: 'Not sent',
    discard: 'Discard',
  },

  compose: {
    label: 'Message',
    placeholder: 'Write a message',
    send: 'Send',
    left: (n: number) => count(n, 'character left', 'characters left'),
    over: (n: number) => count(n, 'character too many', 'characters too many'),
  },

  connection: {
    connecting: 'Connecting…',
    waiting: (seconds: number) => `No connection. Trying again in ${seconds} s.`,
    now: 'Try now',
    offline: 'You are offline. What you write is sent when you are back.',
    elsewhere: 'Parley is open in another tab or window.',
    useHere: 'Use it here',
    tooFast: 'You were too fast for the server.',
    misunderstood: 'This page and the server do not understand each other. Reload the page.',
    again: 'Connect again',
  },

  errors: {
    offline: 'The server cannot be reached. Check your connection and try again.',
    bad_credentials: 'This username and password do not go together.',
    username_taken: 'This username is taken.',
    not_found: 'There is nothing here by that name.',
    access_denied: 'You may not do this.',
    blocked: 'This person cannot be written to.',
    friends_only: 'This person takes messages of friends only.',
    text_too_long: 'This message is too long.',
    too_large: 'This message is too long.',
    too_late: 'This message is too old to be changed.',
    unavailable: 'The server is not ready. Try again in a moment.',
    timeout: 'The server took too long. Try again.',
    internal: 'Something went wrong on the server. Try again.',
    rate_limited: 'Too fast. Wait a moment, then try again.',
    other: 'Something went wrong. Try again.',
  },
  waitSeconds: (n: number) => `Too many tries. Wait ${count(n, 'second', 'seconds')}.`,
  waitMinutes: (n: number) => `Too many tries. Wait ${count(n, 'minute', 'minutes')}.`,

  time: { today: 'Today', yesterday: 'Yesterday' },
};
