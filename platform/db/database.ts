// SPDX-License-Identifier: EUPL-1.2
import { AsyncLocalStorage } from 'node:async_hooks';
import { Kysely, PostgresDialect, sql, type Transaction } from 'kysely';
import { Pool, types } from 'pg';
import { openSignals, type Signals } from './signals.ts';

/** Whose rows a transaction may read and write. `null` leaves the setting unset, and an unset setting raises. */
export type Scope = {
  writes: string | null;
  reads: readonly string[] | null;
  person: string | null;
  /** Sensitive permissions held in the body that it writes. */
  sees?: readonly string[] | undefined;
};

export type Database = {
  /** The server's pool, bound by every policy. Only `platform/db` and `platform/jobs` touch it. */
  readonly pool: Pool;
  /** The connections of whoever asks: inside a transaction, those kept for what a transaction starts beside itself. */
  readonly kysely: Kysely<unknown>;
  /** Hears what transactions of every process say by `pg_notify`; see `signals.ts`. */
  readonly listen: Signals['listen'];
  /** Whether `close` was called: what was planned for later is then given up. */
  isClosing(): boolean;
  close(): Promise<void>;
};

export type RanQuery = { sql: string; parameters: readonly unknown[] };

export type DatabaseOptions = {
  connections?: number;
  /** Hears every query, for tests that look at plans and count queries. */
  onQuery?: (query: RanQuery) => void;
};

// Says "nobody" aloud: identity tables then show no row, where an unset setting would raise.
const NOBODY = '00000000-0000-0000-0000-000000000000';

/** Opens the server's pool. Instants arrive as ISO strings, days as `YYYY-MM-DD`, int8 as number (beyond 2^53 throws), numeric as string. */
export function openDatabase(serverUrl: string, options: DatabaseOptions = {}): Database {
  const { connections = 10, onQuery } = options;
  // A transaction that asks for a second connection (to record a refusal, to cross bodies) must never wait for one that its equals hold:
  // what begins inside another draws on a pool of its own, level by level.
  const shares = [connections, Math.ceil(connections / 2), 3, 2];
  const levels = shares.map((max) => openPool(serverUrl, max, onQuery));
  const [first] = levels;
  if (!first) throw new Error('no pool was opened');
  const signals = openSignals(serverUrl);
  let isClosing = false;
  return {
    pool: first.pool,
    get kysely() {
      return (levels[Math.min(depth.getStore() ?? 0, levels.length - 1)] ?? first).kysely;
    },
    listen: signals.listen,
    isClosing: () => isClosing,
    async close() {
      isClosing = true;
      await signals.close();
      for (const { kysely } of levels) await kysely.destroy();
    },
  };
}

// How many transactions this one stands inside.
const depth = new AsyncLocalStorage<number>();

function openPool(serverUrl: string, max: number, onQuery: DatabaseOptions['onQuery']) {
  const pool = new Pool({
    connectionString: serverUrl,
    max,
    options: '-c timezone=UTC',
    types: { getTypeParser: parserOf },
    application_name: 'beffroi',
  });
  // An idle connection that breaks (database restarted) is replaced by the pool; unheard, the event would end the process.
  pool.on('error', () => {});
  const kysely = new Kysely<unknown>({
    dialect: new PostgresDialect({ pool }),
    ...(onQuery && { log: ({ query }) => onQuery({ sql: query.sql, parameters: query.parameters }) }),
  });
  return { pool, kysely };
}

/** Runs `work` in one transaction that sees and writes what `scope` says. */
export async function inScope<Tables, Result>(
  db: Database,
  scope: Scope,
  options: { readOnly?: boolean },
  work: (tx: Transaction<Tables>) => Promise<Result>,
): Promise<Result> {
  const begin = db.kysely.transaction().setAccessMode(options.readOnly ? 'read only' : 'read write');
  return begin.execute(async (tx) => {
    await sql`select
      set_config('beffroi.readable', ${scope.reads === null ? '' : `{${scope.reads.join(',')}}`}, true),
      set_config('beffroi.writable', ${scope.writes ?? ''}, true),
      set_config('beffroi.person', ${scope.person ?? NOBODY}, true),
      set_config('beffroi.sees', ${scope.sees?.join(' ') ?? ''}, true)`.execute(tx);
    // The room's row types narrow the untyped pool.
    return depth.run((depth.getStore() ?? 0) + 1, () => work(tx as unknown as Transaction<Tables>));
  });
}

const DATE = 1082;
const TIMESTAMPTZ = 1184;
const INT8 = 20;
const asText = (value: string): string => value;
const asInstant = (value: string): string => value.replace(' ', 'T').replace(/\+00$/, 'Z');
function asNumber(value: string): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number)) throw new Error('an integer of the database exceeds 2^53');
  return number;
}

function parserOf(oid: number, format?: 'text' | 'binary') {
  if (oid === DATE) return asText;
  if (oid === TIMESTAMPTZ) return asInstant;
  if (oid === INT8) return asNumber;
  return types.getTypeParser(oid, format);
}
