import type { ConversationId } from '../../client/src/index.js';
import { useState } from 'preact/hooks';
import { useWorkspace } from '../state/app.js';
import type { Draft } from './drafts.js';
import { readDraft, writeDraft } from './drafts.js';

/** What is being written in a chat, kept with each change. */
export function useDraft(id: ConversationId): [Draft, (draft: Draft) => void] {
  const { me } = useWorkspace();
  const [draft, setDraft] = useState(() => readDraft(me.id, id));
  const write = (next: Draft) => {
    setDraft(next);
    writeDraft(me.id, id, next);
  };
  return [draft, write];
}

/** The text that is in the field. */
export function textOf({ text, edit }: Draft): string {
  return edit?.text ?? text;
}

/** The draft with another text in the field. */
export function withText(draft: Draft, text: string): Draft {
  return draft.edit ? { ...draft, edit: { ...draft.edit, text } } : { ...draft, text };
}

/** Without the message that was to be answered or changed. */
export function withoutTarget(draft: Draft): Draft {
  const { edit, replyTo, ...rest } = draft;
  return edit && replyTo !== undefined ? { ...rest, replyTo } : rest;
}
