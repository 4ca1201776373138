/** What a service worker has, as far as it is used: the types of the page and of workers do not go together in one check. */
export interface WorkerScope {
  readonly registration: ServiceWorkerRegistration;
  readonly clients: {
    matchAll(options: { type: 'window'; includeUncontrolled: true }): Promise<readonly WindowClient[]>;
    openWindow(url: string): Promise<unknown>;
  };
  skipWaiting(): Promise<void>;
  addEventListener<Name extends keyof WorkerEvents>(name: Name, listener: (event: WorkerEvents[Name]) => void): void;
}

export interface WindowClient {
  readonly visibilityState: DocumentVisibilityState;
  focus(): Promise<unknown>;
  postMessage(message: unknown, transfer?: Transferable[]): void;
}

interface LongEvent {
  waitUntil(work: Promise<unknown>): void;
}

interface WorkerEvents {
  install: LongEvent;
  activate: LongEvent;
  fetch: LongEvent & { readonly request: Request; respondWith(response: Promise<Response>): void };
  push: LongEvent & { readonly data: { json(): unknown } | null };
  notificationclick: LongEvent & Click;
  pushsubscriptionchange: LongEvent;
}

export interface Click {
  /** Which of its buttons; empty for the notification itself. */
  readonly action: string;
  readonly notification: Notification;
  /** What was written into it, where a browser has a field for that. */
  readonly reply?: string | null;
}
