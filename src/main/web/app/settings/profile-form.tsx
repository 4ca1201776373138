import { ApiError } from '../../client/src/index.js';
import { useState } from 'preact/hooks';
import { useAction } from '../state/action.js';
import { useTexts, useWorkspace } from '../state/app.js';
import { Avatar } from '../ui/avatar.js';
import { Area, Field } from '../ui/field.js';
import { Problem } from '../ui/problem.js';

/** How others see the user. */
export function ProfileForm() {
  const { settings, session, save } = useTexts();
  const workspace = useWorkspace();
  const { id, username, displayName, about = '', avatar = '' } = workspace.me;
  const [written, setWritten] = useState<{ displayName?: string; about?: string; avatar?: string }>({});
  const [wrong, setWrong] = useState<string>();
  const [saved, setSaved] = useState(false);
  const action = useAction();
  const now = { displayName, about, avatar, ...written };
  const write = (field: 'displayName' | 'about' | 'avatar') => (event: { currentTarget: { value: string } }) => {
    setWritten({ ...written, [field]: event.currentTarget.value });
    setSaved(false);
  };
  const submit = async () => {
    setWrong(undefined);
    const done = await action.run(async () => {
      const change = Object.fromEntries(Object.entries(written).map(([field, text]) => [field, text.trim()]));
      await workspace.account.change(change).catch(error => {
        setWrong(error instanceof ApiError && error.code === 'invalid' ? error.field : undefined);
        throw error;
      });
      setWritten({});
    });
    setSaved(done);
  };
  return (
    <form class="part-stack" noValidate onSubmit={event => { event.preventDefault(); void submit(); }}>
      <div class="profile-head">
        <Avatar id={id} name={now.displayName} picture={now.avatar.trim()} large />
        <p class="soft one-line">@{username}</p>
      </div>
      <Field
        label={session.displayName} value={now.displayName} maxLength={64} required autocomplete="name"
        error={wrong === 'displayName' ? session.nameWrong : undefined} onInput={write('displayName')} />
      <Area label={settings.about} hint={settings.aboutHint} value={now.about} maxLength={500} rows={3} onInput={write('about')} />
      <Field
        label={settings.avatar} hint={settings.avatarHint} value={now.avatar} maxLength={512} type="url" autocomplete="off"
        inputMode="url" spellcheck={false} error={wrong === 'avatar' ? settings.avatarWrong : undefined} onInput={write('avatar')} />
      <Problem text={wrong === undefined ? action.problem : ''} />
      <div class="part-actions profile-save">
        <button class="button primary" type="submit" disabled={action.busy}>{save}</button>
        <span class="soft" role="status">{saved && settings.saved}</span>
      </div>
    </form>
  );
}
