// Where statements survive a reload: IndexedDB, or memory alone where a browser or a frame refuses it.
import type { Uuid } from './document.ts';
import type { Statement } from './statements.ts';

/** Token and registration travel along, so that what an earlier visit left behind can still be sent. */
export type Entry = { id: Uuid; launch: { id: Uuid; token: string; registration_id: Uuid }; statement: Statement };

/** Every call may fail; the outbox then goes on with what it has in memory. */
export type OutboxStorage = {
  all(): Promise<Entry[]>;
  put(entry: Entry): Promise<void>;
  remove(ids: readonly Uuid[]): Promise<void>;
};

const DATABASE = 'kair-player';
const TABLE = 'outbox';

const open = (): Promise<IDBDatabase> =>
  new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(TABLE, { keyPath: 'id' });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
    request.onblocked = () => reject(new Error('blocked'));
  });

export function indexedStorage(): OutboxStorage {
  let database: Promise<IDBDatabase> | null = null;

  const run = <T>(mode: IDBTransactionMode, act: (table: IDBObjectStore) => IDBRequest<T> | void): Promise<T> => {
    if (!database) database = open();
    return database.then(
      (base) =>
        new Promise<T>((resolve, reject) => {
          const transaction = base.transaction(TABLE, mode);
          const request = act(transaction.objectStore(TABLE));
          transaction.oncomplete = () => resolve((request ? request.result : undefined) as T);
          transaction.onerror = transaction.onabort = () => reject(transaction.error);
        }),
    );
  };

  return {
    all: () => run<Entry[]>('readonly', (table) => table.getAll()),
    put: (entry) => run<void>('readwrite', (table) => void table.put(entry)),
    remove: (ids) => run<void>('readwrite', (table) => ids.forEach((id) => table.delete(id))),
  };
}
