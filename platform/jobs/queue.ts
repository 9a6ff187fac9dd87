// SPDX-License-Identifier: EUPL-1.2
import type { Transaction } from 'kysely';
import { fromKysely, PgBoss } from 'pg-boss';
import type { Logger } from 'pino';

export type SendOptions = { startAfter?: Temporal.Instant; singletonKey?: string };

export type Queue = {
  readonly boss: PgBoss;
  /** Queues a job in the caller's transaction: it exists if, and only if, that commits. */
  send<Tables>(tx: Transaction<Tables>, name: string, data: object, options?: SendOptions): Promise<void>;
  /** The same for many at once, without options. */
  sendEach<Tables>(tx: Transaction<Tables>, name: string, jobs: readonly object[]): Promise<void>;
  close(): Promise<void>;
};

/** The schema that pg-boss keeps for itself. */
export const JOB_SCHEMA = 'jobs';

/** Opens the queue with the server's role; `prepareQueue` has made its tables. `works` also runs schedules and upkeep. */
export async function openQueue(serverUrl: string, log: Logger, works: boolean): Promise<Queue> {
  const boss = new PgBoss({
    connectionString: serverUrl,
    schema: JOB_SCHEMA,
    application_name: 'beffroi-jobs',
    max: works ? 4 : 1,
    migrate: false,
    createSchema: false,
    supervise: works,
    schedule: works,
    // The server's role does not own the indexes; autovacuum suffices at our size.
    reindex: false,
  });
  boss.on('error', (error) => log.error({ error: error.message }, 'job queue'));
  await boss.start();
  return {
    boss,
    async send(tx, name, data, options = {}) {
      await boss.send(name, data, {
        db: fromKysely(tx),
        ...(options.startAfter && { startAfter: new Date(options.startAfter.epochMilliseconds) }),
        ...(options.singletonKey && { singletonKey: options.singletonKey }),
      });
    },
    async sendEach(tx, name, jobs) {
      await boss.insert(
        name,
        jobs.map((data) => ({ data })),
        { db: fromKysely(tx) },
      );
    },
    close: () => boss.stop({ graceful: true, timeout: 10_000 }),
  };
}
