import { ApiError } from './errors.js';

const BASE = 'api/v1';
const REFRESH_KEY = 'parley.refreshToken';
const DEVICE_KEY = 'parley.device';
const EARLY_MS = 30_000;
const DEVICE = { name: 'Web browser', platform: 'web' };

/** REST, and the tokens: the access token in memory only, the refresh token in local storage. */
export class Api {
  #accessToken = '';
  #expiresAt = 0;
  #refreshing = null;

  /** Called when the session is over and the user has to log in again. */
  onSignedOut = () => {};

  hasSession() {
    return localStorage.getItem(REFRESH_KEY) !== null;
  }

  signUp(username, password, displayName) {
    return this.#send('POST', '/users', { username, password, displayName: displayName || username });
  }

  /** Logs in, as the device that this browser was for the same user before. */
  async logIn(username, password) {
    const known = JSON.parse(localStorage.getItem(DEVICE_KEY) ?? 'null');
    const deviceId = known?.username === username ? known.deviceId : undefined;
    let session;
    try {
      session = await this.#send('POST', '/sessions', { username, password, deviceId, device: DEVICE });
    } catch (error) {
      if (!deviceId || (error.code !== 'not_found' && error.field !== 'deviceId')) {
        throw error;
      }
      session = await this.#send('POST', '/sessions', { username, password, device: DEVICE });
    }
    localStorage.setItem(DEVICE_KEY, JSON.stringify({ username, deviceId: session.deviceId }));
    return this.#keep(session);
  }

  async logOut() {
    try {
      await this.#authorized('DELETE', '/sessions/current');
    } finally {
      this.#forget();
    }
  }

  /** Fresh tokens. One exchange at a time, over all tabs: a refresh token that is used twice ends the session. */
  refresh() {
    this.#refreshing ??= this.#exchangeAlone().finally(() => { this.#refreshing = null; });
    return this.#refreshing;
  }

  /** An access token that is good for a while. */
  async accessToken() {
    if (Date.now() > this.#expiresAt - EARLY_MS) {
      await this.refresh();
    }
    return this.#accessToken;
  }

  /** How long the access token is still good, in milliseconds. */
  accessTokenLasts() {
    return this.#expiresAt - Date.now();
  }

  edge() {
    return this.#authorized('GET', '/edge');
  }

  user(id) {
    return this.#authorized('GET', `/users/${encodeURIComponent(id)}`);
  }

  findUser(username) {
    return this.#authorized('GET', `/users?username=${encodeURIComponent(username)}`);
  }

  conversations(before) {
    return this.#authorized('GET', `/conversations${before ? `?before=${before}` : ''}`);
  }

  messages(conversation, before) {
    return this.#authorized('GET', `/conversations/${conversation}/messages${before ? `?before=${before}` : ''}`);
  }

  #exchangeAlone() {
    return navigator.locks ? navigator.locks.request('parley.refresh', () => this.#exchange()) : this.#exchange();
  }

  async #exchange() {
    const refreshToken = localStorage.getItem(REFRESH_KEY);
    try {
      if (refreshToken === null) {
        throw new ApiError(401, { code: 'unauthenticated' }, 0);
      }
      return this.#keep(await this.#send('POST', '/sessions/refresh', { refreshToken }));
    } catch (error) {
      if (error.status === 401) {
        this.#forget();
        this.onSignedOut(error);
      }
      throw error;
    }
  }

  #keep(session) {
    this.#accessToken = session.accessToken;
    this.#expiresAt = Date.parse(session.accessTokenExpiresAt);
    localStorage.setItem(REFRESH_KEY, session.refreshToken);
    return session;
  }

  #forget() {
    this.#accessToken = '';
    this.#expiresAt = 0;
    localStorage.removeItem(REFRESH_KEY);
  }

  async #authorized(method, path) {
    const token = await this.accessToken();
    try {
      return await this.#send(method, path, undefined, token);
    } catch (error) {
      if (error.status !== 401) {
        throw error;
      }
      await this.refresh();
      return this.#send(method, path, undefined, this.#accessToken);
    }
  }

  async #send(method, path, body, token) {
    const headers = {};
    if (token) {
      headers.Authorization = `Bearer ${token}`;
    }
    if (body) {
      headers['Content-Type'] = 'application/json';
    }
    let response;
    try {
      response = await fetch(BASE + path, { method, headers, body: body && JSON.stringify(body) });
    } catch (unreachable) {
      throw new ApiError(0, { code: 'offline' }, 0);
    }
    return read(response);
  }
}

async function read(response) {
  if (response.status === 204) {
    return null;
  }
  const json = await response.json().catch(() => ({}));
  if (!response.ok) {
    throw new ApiError(response.status, { code: 'internal', ...json }, Number(response.headers.get('Retry-After')));
  }
  return json;
}
