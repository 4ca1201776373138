import { always, useEvents, useTexts, useWorkspace } from '../state/app.js';
import { useStore } from '../state/store.js';
import { Icon } from '../ui/icon.js';
import { want, wantNone, wanted } from './wanted.js';
import './notify.css';

/** Offers notifications once there is somebody who may write; until it is taken or put away. */
export function NotifyBanner() {
  const texts = useTexts();
  const workspace = useWorkspace();
  useEvents({ conversations: always });
  const hasChats = [...workspace.conversations.values()].some(one => one.last !== undefined);
  if (useStore(wanted) !== 'unasked' || !hasChats) {
    return null;
  }
  return (
    <div class="notify-banner">
      <Icon name="bell" />
      <span>{texts.notify.offer}</span>
      <button class="button link" type="button" onClick={() => void want()}>{texts.notify.yes}</button>
      <button class="icon-button" type="button" aria-label={texts.notify.no} onClick={wantNone}><Icon name="clear" /></button>
    </div>
  );
}
