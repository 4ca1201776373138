import { byId, setText } from './dom.js';
import { textOf } from './errors.js';

/** The form for logging in and for signing up. `actions` has `logIn(username, password)` and `signUp(…, displayName)`. */
export class AuthView {
  #actions;
  #signingUp = false;

  constructor(actions) {
    this.#actions = actions;
    byId('auth-form').addEventListener('submit', event => { event.preventDefault(); this.#submit(); });
    byId('auth-switch').addEventListener('click', () => { this.#signingUp = !this.#signingUp; this.#show(); });
  }

  show(message = '') {
    byId('welcome').hidden = false;
    byId('auth-password').value = '';
    this.#show();
    this.#fail(message);
    byId('auth-username').focus();
  }

  /** Whoever comes next has an account, more often than not. */
  hide() {
    this.#signingUp = false;
    byId('welcome').hidden = true;
    byId('auth-password').value = '';
  }

  #show() {
    const title = this.#signingUp ? 'Create an account' : 'Log in';
    setText(byId('auth-title'), title);
    setText(byId('auth-submit'), title);
    setText(byId('auth-question'), this.#signingUp ? 'Have an account?' : 'New here?');
    setText(byId('auth-switch'), this.#signingUp ? 'Log in' : 'Create an account');
    byId('auth-name-row').hidden = !this.#signingUp;
    byId('auth-hint').hidden = !this.#signingUp;
    byId('auth-password').autocomplete = this.#signingUp ? 'new-password' : 'current-password';
    this.#fail('');
  }

  async #submit() {
    const username = byId('auth-username').value.trim().toLowerCase();
    const password = byId('auth-password').value;
    if (!username || !password) {
      this.#fail('Give a username and a password.', username ? 'password' : 'username');
      return;
    }
    byId('auth-submit').disabled = true;
    try {
      await (this.#signingUp
        ? this.#actions.signUp(username, password, byId('auth-name').value.trim())
        : this.#actions.logIn(username, password));
    } catch (error) {
      this.#fail(error.field ? explain(error) : textOf(error), error.field);
    } finally {
      byId('auth-submit').disabled = false;
    }
  }

  #fail(message, field = '') {
    setText(byId('auth-error'), message);
    const inputs = { username: 'auth-username', password: 'auth-password', displayName: 'auth-name' };
    for (const [name, id] of Object.entries(inputs)) {
      byId(id).setAttribute('aria-invalid', String(name === field));
    }
    if (inputs[field]) {
      byId(inputs[field]).focus();
    }
  }
}

function explain(error) {
  const texts = {
    username: 'A username has 3 to 32 characters: a–z, 0–9, _ and .',
    password: 'A password has 8 to 128 characters.',
    displayName: 'A name has 1 to 64 characters.',
  };
  return error.code === 'invalid' ? texts[error.field] ?? error.message : textOf(error);
}
