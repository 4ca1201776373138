/** All files of the page but itself, and a name that changes with them; the build puts both before the script. */
declare const FILES: readonly string[];
declare const RELEASE: string;

const PREFIX = 'parley.shell.';
const NAME = PREFIX + RELEASE;
const PAGE = './';
/** A page that has not come by then is taken from what is kept: it has all that is known here, and connects by itself. */
const PATIENCE_MS = 1_500;

/** Keeps the page itself, so that it opens without a network. */
export async function keepShell(): Promise<void> {
  const cache = await caches.open(NAME);
  await cache.addAll([PAGE, ...FILES]);
}

/** Drops what earlier releases kept. */
export async function dropOldShells(): Promise<void> {
  const names = await caches.keys();
  await Promise.all(names.filter(name => name.startsWith(PREFIX) && name !== NAME).map(name => caches.delete(name)));
}

/** Whether a request is for a part of the page; all else is none of the worker's business. */
export function isOfShell({ method, url }: Request, scope: string): boolean {
  return method === 'GET' && [PAGE, ...FILES].some(file => new URL(file, scope).href === withoutPlace(url));
}

/** Files never change under their name. The page itself does with a release, so the server is asked first. */
export async function shellFor(request: Request, scope: string): Promise<Response> {
  const cache = await caches.open(NAME);
  const kept = await cache.match(withoutPlace(request.url));
  if (!kept) {
    return fetch(request);
  }
  return withoutPlace(request.url) === new URL(PAGE, scope).href ? fresh(request, kept) : kept;
}

function fresh(request: Request, kept: Response): Promise<Response> {
  const late = new Promise<Response>(resolve => setTimeout(() => resolve(kept), PATIENCE_MS));
  const asked = fetch(request).then(response => response.ok ? response : kept, () => kept);
  return Promise.race([asked, late]);
}

function withoutPlace(url: string): string {
  return url.replace(/#.*/, '');
}
