/** A 64-bit number in decimal; too large for a JavaScript number, so it stays text. */
export type UserId = string;
export type MessageId = string;
/** `d:<smaller user id>:<larger user id>` or `g:<group id>`. */
export type ConversationId = string;
/** ISO 8601, UTC, with milliseconds. */
export type Time = string;

export type Kind = 'text' | 'edit' | 'delete' | 'membership' | 'group';

/** An entry of a conversation, as the server tells it: always its last state. */
export interface Message {
  id: MessageId;
  conversation: ConversationId;
  from: UserId;
  at: Time;
  kind: Kind;
  text: string;
  replyTo?: MessageId;
  mentions?: UserId[];
  /** Of an `edit` or `delete` the message, of a `membership` the user. */
  target?: string;
  editedAt?: Time;
  deletedAt?: Time;
  ref?: string;
  /** The entry that gave the message the state that it has; known only when this device saw it come. */
  amendedBy?: MessageId;
}

export interface Person {
  id: UserId;
  username: string;
  displayName: string;
  about?: string;
  avatar?: string;
}

export interface Me extends Person {
  presence?: 'everyone' | 'friends' | 'nobody';
  readReceipts?: boolean;
}

/** Who is what to the user, the newest first. */
export interface Circle {
  friends: UserId[];
  /** Who asks the user for friendship. */
  incoming: UserId[];
  /** Whom the user asked. */
  outgoing: UserId[];
  blocked: UserId[];
}

export type Role = 'owner' | 'admin' | 'member';

export interface Member {
  user: UserId;
  role: Role;
  since: Time;
}

export interface Group {
  conversation: ConversationId;
  name: string;
  /** In the order in which they came. */
  members: Member[];
  /** Whether the user is out of it, or it has ended: it can be read, and no more. */
  left: boolean;
}

export interface Edge {
  url: string;
  websocket: string;
  sockjs: string;
  region: string;
}

/** How far somebody has got, and read, a conversation. */
export interface Marks {
  delivered?: MessageId;
  read?: MessageId;
}

/** A conversation as this device knows it. */
export interface Conversation {
  id: ConversationId;
  kind: 'direct' | 'group';
  title: string;
  with?: Person;
  last?: Message;
  unread: number;
  readUpTo?: MessageId;
  muted: boolean;
  pinned: boolean;
  /** Marks of the others. */
  marks: Record<UserId, Marks>;
  /** All messages from this one to the newest are kept here; absent when there may be gaps. */
  completeFrom?: MessageId;
  /** Whether there is nothing before `completeFrom`. */
  complete?: boolean;
  /** Whether the read mark was not told yet. */
  readUntold?: boolean;
}

/** Something that the user sent and the server has not accepted. It keeps its `ref` for ever. */
export interface Pending {
  ref: string;
  conversation: ConversationId;
  kind: 'text' | 'edit' | 'delete';
  text: string;
  target?: MessageId;
  replyTo?: MessageId;
  mentions?: UserId[];
  /** Milliseconds by the server's clock. */
  at: number;
  /** The order in which things were sent. */
  order: number;
  /** Why the server refused it; it waits for the user then. */
  failed?: { code: string; message: string };
}

export interface Presence {
  user: UserId;
  status: 'online' | 'offline';
  lastActiveAt?: Time;
}

/** News that are no message: `friend.requested` and the like. */
export interface UserEvent {
  id: MessageId;
  at: Time;
  name: string;
  body: Record<string, unknown>;
}

export interface Limits {
  textCodePoints: number;
  frameBytes: number;
  refLength: number;
  mentions: number;
  idsPerReceived: number;
  usersPerPresence: number;
  syncLimit: number;
}
