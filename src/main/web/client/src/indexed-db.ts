/** IndexedDB as promises: as little of it as the storage needs. */

export function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('the request failed'));
  });
}

export function committed(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new Error('the transaction was aborted'));
  });
}

/** Opens a database and brings its schema up to date, one step a version. */
export function open(name: string, steps: readonly ((database: IDBDatabase) => void)[]): Promise<IDBDatabase> {
  const request = indexedDB.open(name, steps.length);
  request.onupgradeneeded = event => steps.slice(event.oldVersion).forEach(step => step(request.result));
  return done(request).then(database => {
    database.onversionchange = () => database.close();
    return database;
  });
}

export function drop(name: string): Promise<unknown> {
  return done(indexedDB.deleteDatabase(name));
}

/** Reads up to `limit` values of a range, from its end when `backwards`. */
export async function read<T>(
  store: IDBObjectStore, range: IDBKeyRange, limit: number, backwards: boolean): Promise<T[]> {
  if (!backwards) {
    return done(store.getAll(range, limit)) as Promise<T[]>;
  }
  return new Promise((resolve, reject) => {
    const found: T[] = [];
    const request = store.openCursor(range, 'prev');
    request.onerror = () => reject(request.error ?? new Error('the request failed'));
    request.onsuccess = () => {
      const cursor = request.result;
      if (cursor && found.length < limit) {
        found.push(cursor.value as T);
        cursor.continue();
      } else {
        resolve(found.reverse());
      }
    };
  });
}
