import type { Message, Reader } from '../../client/src/index.js';
import { useEffect, useState } from 'preact/hooks';
import { always, useEvents, useTexts, useWorkspace } from '../state/app.js';
import { explain } from '../state/errors.js';
import { useNames } from '../state/names.js';
import { Avatar } from '../ui/avatar.js';
import { Dialog } from '../ui/dialog.js';
import { Icon } from '../ui/icon.js';

/** Who has read a message, who has only got it, and who has not. */
export function Readers({ message, onClose }: { message: Message; onClose: () => void }) {
  const texts = useTexts();
  const workspace = useWorkspace();
  const names = useNames();
  const [readers, setReaders] = useState<Reader[]>();
  const [problem, setProblem] = useState<unknown>();
  useEvents({ people: always });
  useEffect(() => {
    workspace.receipts(message).then(setReaders, setProblem);
  }, [message.id]);
  return (
    <Dialog title={texts.acts.readers} onClose={onClose}>
      {problem !== undefined && <p class="form-error" role="alert">{explain(problem, texts)}</p>}
      {!readers && problem === undefined && <p class="soft" role="status"><span class="spinner" /> {texts.loading}</p>}
      {readers?.length === 0 && <p class="soft">{texts.acts.noReaders}</p>}
      {readers && (
        <ul class="readers">
          {inOrder(readers).map(one => (
            <li key={one.user}>
              <Avatar id={one.user} name={names.of(one.user)} />
              <span class="one-line"><bdi>{names.of(one.user)}</bdi></span>
              <span class={one.read ? 'read' : 'soft'}>
                <Icon name={one.delivered ? 'checks' : 'check'} class="small" />
                {texts.state[one.read ? 'read' : one.delivered ? 'delivered' : 'sent']}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Dialog>
  );
}

function inOrder(readers: readonly Reader[]): Reader[] {
  const rank = ({ read, delivered }: Reader) => Number(read) * 2 + Number(delivered);
  return [...readers].sort((one, other) => rank(other) - rank(one));
}
