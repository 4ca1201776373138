import type { ConversationId, Limits, Message, MessageId, Presence, Time, UserEvent, UserId } from './values.js';

export interface Failure {
  code: string;
  message: string;
  retryable: boolean;
  retryAfterMs?: number;
}

export interface Send {
  type: 'send';
  ref: string;
  kind?: 'text' | 'edit' | 'delete';
  target?: MessageId;
  to: { conversation: ConversationId } | { user: UserId };
  text?: string;
  replyTo?: MessageId;
  mentions?: UserId[];
}

export type ClientFrame =
  | { type: 'hello'; token: string; cursor?: string; v: 1; bkg?: boolean }
  | Send
  | { type: 'received'; ids: MessageId[] }
  | { type: 'read'; conversation: ConversationId; id: MessageId }
  | { type: 'typing'; conversation: ConversationId; active: boolean }
  | { type: 'presence'; users?: UserId[]; conversation?: ConversationId }
  | { type: 'sync'; cursor: string; limit?: number }
  | { type: 'heartbeat' }
  | { type: 'token'; token: string };

export interface Welcome {
  type: 'welcome';
  user: UserId;
  device: string;
  session: string;
  heartbeatMs: number;
  offlineAfterMs: number;
  limits: Limits;
  serverTime: Time;
}

export interface Accepted {
  type: 'accepted';
  ref: string;
  id: MessageId;
  conversation: ConversationId;
  at: Time;
  duplicate?: boolean;
}

export interface Synced {
  type: 'synced';
  cursor: string;
  more: boolean;
  reset?: boolean;
}

export interface Receipt {
  type: 'receipt';
  conversation: ConversationId;
  user: UserId;
  delivered?: MessageId;
  read?: MessageId;
}

export interface Typing {
  type: 'typing';
  conversation: ConversationId;
  user: UserId;
  active: boolean;
}

export type ServerFrame =
  | Welcome
  | ({ type: 'message' } & Message)
  | ({ type: 'event' } & UserEvent)
  | Receipt
  | Typing
  | ({ type: 'presence' } & Presence)
  | Synced
  | Accepted
  | ({ type: 'failed'; ref: string } & Failure)
  | ({ type: 'error' } & Failure)
  | { type: 'heartbeat' }
  | { type: 'token'; expiresAt: Time }
  | { type: 'reconnect'; afterMs: number; url?: string; reason: string }
  | { type: 'close'; code: number; reason: string };

/** Reads what came. What is no frame is left out: a newer server may say more than this client knows. */
export function readFrame(text: string): ServerFrame | undefined {
  try {
    const frame: unknown = JSON.parse(text);
    return isFrame(frame) ? frame : undefined;
  } catch {
    return undefined;
  }
}

function isFrame(value: unknown): value is ServerFrame {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}
