import type { ConversationId, MessageId } from '../client/src/values.js';

/** What has not answered by then is taken for something that hangs. */
export const PATIENCE_MS = 3_000;

/** A message: where a notification leads. */
export interface Target {
  conversation: ConversationId;
  message: MessageId;
}

/** What the worker tells the pages; to `pushed` a page answers whether its user sees that message. */
export type WorkerNews =
  | { type: 'pushed'; message: Target | undefined }
  | { type: 'open'; target: Target | undefined };
