import type { Message } from '../../client/src/index.js';
import { useTexts, useWorkspace } from '../state/app.js';
import { Dialog } from '../ui/dialog.js';
import { QuoteText } from './quote.js';

/** Asks whether a message is really to go. */
export function Removal({ message, onClose }: { message: Message; onClose: () => void }) {
  const texts = useTexts();
  const workspace = useWorkspace();
  const remove = () => {
    void workspace.delete(message);
    onClose();
  };
  return (
    <Dialog title={texts.acts.removeTitle} onClose={onClose}>
      <div class="quote still"><QuoteText conversation={message.conversation} id={message.id} /></div>
      <p class="soft">{texts.acts.removeHint}</p>
      <div class="dialog-actions">
        <button class="button" type="button" onClick={onClose}>{texts.cancel}</button>
        <button class="button danger-button" type="button" onClick={remove}>{texts.acts.remove}</button>
      </div>
    </Dialog>
  );
}
