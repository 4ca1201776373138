import { useTexts } from '../state/app.js';
import { useStore } from '../state/store.js';
import { Switch } from '../ui/switch.js';
import { want, wantNone, wanted } from './wanted.js';

/** Turns notifications on and off; the browser is asked when they are turned on. */
export function NotifySwitch() {
  const { notify } = useTexts();
  const now = useStore(wanted);
  if (now === 'unsupported') {
    return null;
  }
  return (
    <Switch
      label={notify.switch} hint={now === 'refused' ? notify.refused : notify.switchHint} on={now === 'yes'}
      disabled={now === 'refused'} onSwitch={on => void (on ? want() : wantNone())} />
  );
}
