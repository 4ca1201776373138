import type { ConversationId } from '../../client/src/index.js';
import { useTexts } from '../state/app.js';
import { Icon } from '../ui/icon.js';
import { useActs } from './acts.js';
import type { Draft } from './drafts.js';
import { QuoteText } from './quote.js';

/** Above where one writes: the message that is answered or changed. */
export function ComposerBanner({ conversation, draft, onCancel }: { conversation: ConversationId; draft: Draft; onCancel: () => void }) {
  const texts = useTexts();
  const acts = useActs();
  const id = draft.edit?.id ?? draft.replyTo;
  if (id === undefined) {
    return null;
  }
  return (
    <div class="composer-banner">
      <Icon name={draft.edit ? 'edit' : 'reply'} />
      <button class="quote" type="button" aria-description={texts.acts.jump} onClick={() => acts.jump(id)}>
        <span class="unseen">{draft.edit ? texts.compose.editing : texts.compose.replying}</span>
        <QuoteText conversation={conversation} id={id} />
      </button>
      <button
        class="icon-button" type="button" onClick={onCancel}
        aria-label={draft.edit ? texts.compose.noEdit : texts.compose.noReply}><Icon name="clear" /></button>
    </div>
  );
}
