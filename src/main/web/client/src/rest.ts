import { ApiError } from './api-error.js';
import type { ServerClock } from './clock.js';

/** What a call to the server may take. */
const PATIENCE_MS = 20_000;

export interface Call {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: string;
  body?: object | undefined;
  token?: string | undefined;
  /** Whether it goes on when the page is left. */
  keepalive?: boolean;
}

/** Calls REST: JSON in, JSON out, failures as {@link ApiError}. */
export class Rest {
  readonly #base: string;
  readonly #clock: ServerClock;

  /** @param base the address of the API, such as `https://chat.example.org/api/v1` */
  constructor(base: string, clock: ServerClock) {
    this.#base = base;
    this.#clock = clock;
  }

  async call<T>({ method, path, body, token, keepalive }: Call): Promise<T> {
    const response = await this.#fetch(path, {
      method,
      headers: {
        ...(token !== undefined && { Authorization: `Bearer ${token}` }),
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      keepalive: keepalive ?? false,
      cache: 'no-store',
      credentials: 'same-origin',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    this.#clock.observe(response.headers.get('Date'));
    return read<T>(response);
  }

  async #fetch(path: string, init: RequestInit): Promise<Response> {
    try {
      return await fetch(this.#base + path, init);
    } catch {
      throw new ApiError(0, { code: 'offline' });
    }
  }
}

async function read<T>(response: Response): Promise<T> {
  if (response.status === 204) {
    return undefined as T;
  }
  const json: unknown = await response.json().catch(() => ({}));
  if (!response.ok) {
    throw new ApiError(response.status, problem(json), Number(response.headers.get('Retry-After') ?? 0));
  }
  return json as T;
}

/** What is no problem of ours came from something between: the server is not there. */
function problem(json: unknown): { code: string; detail?: string; field?: string } {
  const isProblem = typeof json === 'object' && json !== null && 'code' in json && typeof json.code === 'string';
  return isProblem ? (json as { code: string }) : { code: 'unavailable' };
}
