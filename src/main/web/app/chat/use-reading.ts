import type { Conversation } from '../../client/src/index.js';
import { compareIds } from '../../client/src/index.js';
import { useEffect } from 'preact/hooks';
import { useWorkspace } from '../state/app.js';
import type { Row } from './rows.js';
import type { Visible } from './virtual-list.js';

/** Moves the read mark to the last message on the screen, while somebody looks at it. */
export function useReading(conversation: Conversation, rows: readonly Row[], visible: Visible | undefined): void {
  const workspace = useWorkspace();
  useEffect(() => {
    const read = () => {
      const seen = visible && lastSaid(rows, visible.last);
      const isNews = seen !== undefined && conversation.unread > 0
        && (conversation.readUpTo === undefined || compareIds(seen, conversation.readUpTo) > 0);
      if (isNews && document.visibilityState === 'visible' && document.hasFocus()) {
        workspace.read(conversation.id, seen);
      }
    };
    read();
    window.addEventListener('focus', read);
    return () => window.removeEventListener('focus', read);
  }, [conversation, rows, visible]);
}

function lastSaid(rows: readonly Row[], last: number): string | undefined {
  for (let index = Math.min(last, rows.length - 1); index >= 0; index--) {
    const row = rows[index]!;
    const id = row.type === 'said' ? row.said.id : row.type === 'notice' ? row.message.id : undefined;
    if (id !== undefined) {
      return id;
    }
  }
  return undefined;
}
