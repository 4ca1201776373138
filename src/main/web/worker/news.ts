import type { ConversationId, MessageId } from '../client/src/values.js';

/** Where a notification leads. */
export interface Target {
  conversation: ConversationId;
  message: MessageId;
}

/** What the worker tells the pages; to `pushed` a page answers whether its user looks at that conversation. */
export type WorkerNews =
  | { type: 'pushed'; conversation: ConversationId | undefined }
  | { type: 'open'; target: Target | undefined };
