import { ApiError } from '../../client/src/index.js';
import { useEffect, useRef, useState } from 'preact/hooks';
import { useClient, useTexts } from '../state/app.js';
import { explain } from '../state/errors.js';
import type { Texts } from '../i18n/texts.js';
import { Field } from '../ui/field.js';
import { Icon } from '../ui/icon.js';
import './sign-in.css';

type Wrong = { field?: 'username' | 'displayName' | 'password'; text: string };

/** Logging in, or making an account. `reason` says why one is here again. */
export function SignIn({ reason }: { reason: string | undefined }) {
  const client = useClient();
  const texts = useTexts();
  const [joining, setJoining] = useState(false);
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<Wrong>();
  const [shown, setShown] = useState(false);
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);

  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const read = (name: string) => String(form.get(name) ?? '');
    const [username, password] = [read('username').trim().toLowerCase(), read('password')];
    const missing = check(username, password, joining, texts);
    setWrong(missing);
    if (missing) {
      focusOn(event.currentTarget as HTMLFormElement, missing.field);
      return;
    }
    setBusy(true);
    try {
      if (joining) {
        await client.signUp(username, password, read('displayName').trim() || username);
      }
      await client.logIn(username, password);
    } catch (error) {
      const found = explainForm(error, texts);
      setWrong(found);
      setBusy(false);
      focusOn(event.target as HTMLFormElement, found.field);
    }
  };

  const errorOf = (field: Wrong['field']) => wrong?.field === field ? wrong?.text : undefined;
  return (
    <main class="sign-in">
      <form class="card" onSubmit={submit} noValidate aria-labelledby="sign-in-title">
        <img class="logo" src="icon.svg" alt="" width="56" height="56" />
        <h1 id="sign-in-title">{joining ? texts.session.join : texts.session.welcome}</h1>
        {reason && !wrong && <p class="notice" role="status">{reason}</p>}
        <Field
          label={texts.session.username} name="username" inputRef={first} maxLength={32} required
          autocomplete="username" autocapitalize="none" spellcheck={false}
          hint={joining ? texts.session.usernameHint : undefined} error={errorOf('username')} />
        {joining && <Field
          label={texts.session.displayName} name="displayName" maxLength={64} autocomplete="name"
          error={errorOf('displayName')} />}
        <Field
          label={texts.session.password} name="password" type={shown ? 'text' : 'password'} maxLength={128} required
          autocomplete={joining ? 'new-password' : 'current-password'}
          hint={joining ? texts.session.passwordHint : undefined} error={errorOf('password')}>
          <button
            type="button" class="icon-button" aria-pressed={shown} aria-label={texts.session.showPassword}
            onClick={() => setShown(!shown)}><Icon name="eye" /></button>
        </Field>
        <p class="form-error" role="alert">{wrong && !wrong.field ? wrong.text : ''}</p>
        <button class="button primary" type="submit" disabled={busy}>
          {busy && <span class="spinner" />}
          {joining ? texts.session.signUp : texts.session.logIn}
        </button>
        <p class="switch">
          <span class="soft">{joining ? texts.session.haveAccount : texts.session.noAccount}</span>
          <button
            type="button" class="button link" onClick={() => { setJoining(!joining); setWrong(undefined); }}>
            {joining ? texts.session.logIn : texts.session.signUp}
          </button>
        </p>
      </form>
    </main>
  );
}

function check(username: string, password: string, joining: boolean, { session }: Texts): Wrong | undefined {
  if (username === '') {
    return { field: 'username', text: session.usernameMissing };
  }
  if (password === '') {
    return { field: 'password', text: session.passwordMissing };
  }
  return joining && password.length < 8 ? { field: 'password', text: session.passwordShort } : undefined;
}

function explainForm(error: unknown, texts: Texts): Wrong {
  const { session } = texts;
  if (error instanceof ApiError && error.code === 'username_taken') {
    return { field: 'username', text: texts.errors.username_taken };
  }
  if (error instanceof ApiError && error.code === 'invalid') {
    switch (error.field) {
      case 'username': return { field: 'username', text: session.usernameWrong };
      case 'password': return { field: 'password', text: session.passwordShort };
      case 'displayName': return { field: 'displayName', text: session.nameWrong };
      default: break;
    }
  }
  return { text: explain(error, texts) };
}

function focusOn(form: HTMLFormElement, field: string | undefined): void {
  form.querySelector<HTMLInputElement>(`[name=${field ?? 'password'}]`)?.focus();
}
